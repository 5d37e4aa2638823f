package io.github.consulleader.benchmarks.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

import io.github.consulleader.benchmarks.contest.Contestant;

/**
 * A stretch of time in which a contestant believed to be the leader. A thread asks as
 * fast as it can and keeps the stamps of the first and the latest {@code true} in a
 * mapped file, so that they can be read whatever becomes of the process.
 *
 * @param first stamp of the first {@code true}, see {@link Event#nanos()}
 * @param last stamp of the last one
 */
public record BeliefInterval(long first, long last) {

	private static final int LONGEST = 8192;

	/**
	 * An answer that took longer than this was interrupted, and the moment at which it
	 * was right is nearer to the question.
	 */
	private static final long UNDISTURBED_NANOS = 1_000_000;

	/**
	 * Who stands still for longer has not answered meanwhile: that is another stretch.
	 */
	private static final long PAUSE_NANOS = 100_000_000;

	static void spin(Contestant contestant, Path file) {
		LongBuffer stamps = map(file);
		Thread thread = new Thread(() -> spin(contestant, stamps), "belief");
		thread.setDaemon(true);
		thread.start();
	}

	private static LongBuffer map(Path file) {
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
				StandardOpenOption.WRITE)) {
			return channel.map(FileChannel.MapMode.READ_WRITE, 0, (LONGEST + 1) * 2L * Long.BYTES).asLongBuffer();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Ends when the file is full, which readers are told by its length. */
	private static void spin(Contestant contestant, LongBuffer stamps) {
		int stretch = -1;
		boolean before = false;
		long last = 0;
		while (stretch < LONGEST) {
			long asked = System.nanoTime();
			boolean now = contestant.isLeader();
			if (now) {
				long answered = System.nanoTime();
				long stamp = (answered - asked < UNDISTURBED_NANOS) ? answered : asked;
				if (!before || stamp - last > PAUSE_NANOS) {
					stretch++;
					stamps.put(2 * stretch, stamp);
				}
				stamps.put(2 * stretch + 1, stamp);
				last = stamp;
			}
			before = now;
		}
	}

	/**
	 * Reads what a process has left.
	 * @param file which it mapped
	 * @return stretch by stretch
	 */
	public static List<BeliefInterval> read(Path file) throws IOException {
		LongBuffer stamps = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.BIG_ENDIAN).asLongBuffer();
		List<BeliefInterval> beliefs = new ArrayList<>();
		for (int i = 0; stamps.get(2 * i) != 0; i++) {
			if (i == LONGEST) {
				throw new IOException(file + " is full: what came later is not known");
			}
			beliefs.add(new BeliefInterval(stamps.get(2 * i), stamps.get(2 * i + 1)));
		}
		return beliefs;
	}

	/**
	 * For how long two beliefs were held at once.
	 * @param other of another process
	 * @return milliseconds; negative is a gap
	 */
	public double overlapMillis(BeliefInterval other) {
		return (Math.min(this.last, other.last) - Math.max(this.first, other.first)) / 1e6;
	}

}

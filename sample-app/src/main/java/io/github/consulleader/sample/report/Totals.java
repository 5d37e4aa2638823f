package io.github.consulleader.sample.report;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Adds up the journals of all instances, reading only what was appended since the last
 * time. For one thread at a time.
 */
public final class Totals {

	private static final int AT_MOST = 1 << 20;

	private final Path folder;

	private final Map<Path, Tally> tallies = new TreeMap<>();

	/**
	 * Takes the folder that all instances share.
	 * @param folder where the journals are
	 */
	public Totals(Path folder) {
		this.folder = folder;
	}

	/**
	 * Reads what was appended.
	 * @throws IOException if a journal cannot be read
	 */
	public void refresh() throws IOException {
		for (Path journal : journals()) {
			Tally tally = this.tallies.computeIfAbsent(journal, (added) -> new Tally());
			while (tally.add(tail(journal, tally.offset))) {
				// A journal may have grown by more than one piece.
			}
		}
	}

	/**
	 * What each instance served.
	 * @return number of requests by name of the instance
	 */
	public Map<String, Long> requestsByInstance() {
		Map<String, Long> requests = new TreeMap<>();
		this.tallies.forEach((journal, tally) -> requests.put(instance(journal), tally.requests));
		return requests;
	}

	/**
	 * What failed.
	 * @return number of requests that were answered by a server error
	 */
	public long failures() {
		return this.tallies.values().stream().mapToLong((tally) -> tally.failures).sum();
	}

	private List<Path> journals() throws IOException {
		try (Stream<Path> files = Files.list(this.folder)) {
			return files.filter((file) -> {
				String name = file.getFileName().toString();
				return name.startsWith(Journal.PREFIX) && name.endsWith(Journal.SUFFIX);
			}).toList();
		}
	}

	private static String instance(Path journal) {
		String name = journal.getFileName().toString();
		return name.substring(Journal.PREFIX.length(), name.length() - Journal.SUFFIX.length());
	}

	private static byte[] tail(Path journal, long offset) throws IOException {
		try (SeekableByteChannel channel = Files.newByteChannel(journal)) {
			ByteBuffer piece = ByteBuffer.allocate((int) Math.min(AT_MOST, Math.max(0, channel.size() - offset)));
			channel.position(offset);
			while (piece.hasRemaining() && channel.read(piece) >= 0) {
				// Until it is full, or the file is shorter than it was.
			}
			byte[] bytes = new byte[piece.position()];
			piece.flip().get(bytes);
			return bytes;
		}
	}

	/** What is known of one journal. */
	private static final class Tally {

		private long offset;

		private long requests;

		private long failures;

		/** Counts whole lines; one still being written is left for the next time. */
		boolean add(byte[] piece) {
			int end = piece.length;
			while (end > 0 && piece[end - 1] != '\n') {
				end--;
			}
			new String(piece, 0, end, StandardCharsets.UTF_8).lines()
				.map(ServedRequest::parse)
				.flatMap(Optional::stream)
				.forEach((request) -> {
					this.requests++;
					this.failures += request.failed() ? 1 : 0;
				});
			this.offset += end;
			return end > 0;
		}

	}

}

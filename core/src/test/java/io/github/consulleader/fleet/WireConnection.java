package io.github.consulleader.fleet;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import io.github.consulleader.fleet.Wire.Mode;
import org.jspecify.annotations.Nullable;

/**
 * One connection over a {@link Wire}. A black hole takes connections too: the way on is
 * opened only when something may pass.
 */
final class WireConnection {

	private static final byte[] WRITE = "PUT /v1/txn".getBytes(StandardCharsets.US_ASCII);

	private final Socket client;

	private final Wire wire;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private volatile @Nullable Socket agent;

	private volatile boolean lost;

	private volatile boolean repliesLost;

	WireConnection(Socket client, Wire wire) {
		this.client = client;
		this.wire = wire;
	}

	void start() {
		Threads.start("wire", () -> pass(this.client, this::toAgent));
	}

	/** Takes some bytes on; how many is the length. */
	@FunctionalInterface
	private interface Taker {

		void take(byte[] bytes, int length) throws IOException;

	}

	private void pass(Socket from, Taker to) {
		byte[] bytes = new byte[16 * 1024];
		try {
			InputStream in = from.getInputStream();
			for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
				to.take(bytes, length);
			}
		}
		catch (IOException ex) {
			// One side has gone, so must the other.
			return;
		}
		finally {
			close();
		}
	}

	private void toAgent(byte[] bytes, int length) throws IOException {
		if (!arrives()) {
			return;
		}
		if (this.wire.mode() == Mode.WRITE_REPLIES_LOST && beginsWith(WRITE, bytes, length)) {
			this.repliesLost = true;
		}
		write(agent(), bytes, length);
	}

	private void toClient(byte[] bytes, int length) throws IOException {
		if (arrives() && !this.repliesLost) {
			write(this.client, bytes, length);
		}
	}

	private static void write(Socket to, byte[] bytes, int length) throws IOException {
		OutputStream out = to.getOutputStream();
		out.write(bytes, 0, length);
	}

	private static boolean beginsWith(byte[] prefix, byte[] bytes, int length) {
		if (length < prefix.length) {
			return false;
		}
		for (int i = 0; i < prefix.length; i++) {
			if (bytes[i] != prefix[i]) {
				return false;
			}
		}
		return true;
	}

	private Socket agent() throws IOException {
		Socket open = this.agent;
		if (open == null) {
			open = this.wire.connect();
			this.agent = open;
			Socket opened = open;
			Threads.start("wire", () -> pass(opened, this::toClient));
			if (this.client.isClosed()) {
				opened.close();
			}
		}
		return open;
	}

	/** Waits as long as the wire makes it wait, and tells whether it arrives at all. */
	private boolean arrives() {
		this.lock.lock();
		try {
			long left = (this.wire.mode() == Mode.SLOW) ? this.wire.delay().toNanos() : 0;
			while (this.wire.mode() == Mode.HELD || (this.wire.mode() == Mode.SLOW && left > 0)) {
				if (this.wire.mode() == Mode.HELD) {
					this.changed.await();
				}
				else {
					left = this.changed.awaitNanos(left);
				}
			}
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		finally {
			this.lock.unlock();
		}
		this.lost |= this.wire.mode() == Mode.BLACK_HOLE;
		return !this.lost;
	}

	/** The wire has changed. */
	void wake() {
		this.lock.lock();
		try {
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Ends it with a reset instead of an orderly end. */
	void reset() {
		try {
			this.client.setSoLinger(true, 0);
		}
		catch (IOException ex) {
			// It has ended by itself.
			return;
		}
		close();
	}

	private void close() {
		this.wire.ended(this);
		wake();
		try {
			this.client.close();
			Socket open = this.agent;
			if (open != null) {
				open.close();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}

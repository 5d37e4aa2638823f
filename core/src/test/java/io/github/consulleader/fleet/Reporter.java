package io.github.consulleader.fleet;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;

/**
 * An instance's channel to the witness; has nothing to do with Consul nor its wire.
 */
final class Reporter implements AutoCloseable {

	private final Socket socket;

	private final OutputStream out;

	private final ReentrantLock turn = new ReentrantLock();

	/**
	 * Comes to the witness.
	 * @param address host and port
	 */
	Reporter(String address) {
		int colon = address.lastIndexOf(':');
		try {
			this.socket = new Socket(InetAddress.getByName(address.substring(0, colon)),
					Integer.parseInt(address.substring(colon + 1)));
			this.socket.setTcpNoDelay(true);
			this.out = this.socket.getOutputStream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void tell(Report report) {
		byte[] line = (report.line() + "\n").getBytes(StandardCharsets.US_ASCII);
		this.turn.lock();
		try {
			this.out.write(line);
		}
		catch (IOException ex) {
			// The witness has closed: nobody judges any more.
			return;
		}
		finally {
			this.turn.unlock();
		}
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}

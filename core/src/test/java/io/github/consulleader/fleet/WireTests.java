package io.github.consulleader.fleet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.consulleader.fleet.Wire.Mode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

class WireTests {

	private static final String WRITE = "PUT /v1/txn";

	private final AtomicInteger heard = new AtomicInteger();

	private ServerSocket echo;

	private Wire wire;

	private Socket client;

	@BeforeEach
	void open() throws IOException {
		this.echo = new ServerSocket(0);
		Threads.start("echo", this::accept);
		this.wire = new Wire(URI.create("http://127.0.0.1:" + this.echo.getLocalPort()));
		this.client = connect();
	}

	@AfterEach
	void close() throws IOException {
		this.client.close();
		this.wire.close();
		this.echo.close();
	}

	private void accept() {
		try {
			while (true) {
				Socket socket = this.echo.accept();
				Threads.start("echo", () -> answer(socket));
			}
		}
		catch (IOException ex) {
			// The test is over.
			return;
		}
	}

	private void answer(Socket socket) {
		byte[] bytes = new byte[100];
		try (socket) {
			for (int length = socket.getInputStream().read(bytes); length >= 0; length = socket.getInputStream()
				.read(bytes)) {
				this.heard.addAndGet(length);
				socket.getOutputStream().write(bytes, 0, length);
			}
		}
		catch (IOException ex) {
			// A reset is one of the things that are tried.
			return;
		}
	}

	private Socket connect() throws IOException {
		Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.wire.address().getPort());
		socket.setSoTimeout(300);
		return socket;
	}

	private static void say(Socket to, String what) throws IOException {
		to.getOutputStream().write(what.getBytes(StandardCharsets.US_ASCII));
	}

	private static String hear(Socket from, int length) throws IOException {
		return new String(from.getInputStream().readNBytes(length), StandardCharsets.US_ASCII);
	}

	private static void assertSilent(Socket socket) {
		assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> hear(socket, 1));
	}

	@Test
	void passesBothWays() throws IOException {
		say(this.client, "hello");
		assertThat(hear(this.client, 5)).isEqualTo("hello");
	}

	@Test
	void swallowsForGoodAndTakesNewConnectionsWhenWholeAgain() throws IOException {
		this.wire.set(Mode.BLACK_HOLE);
		say(this.client, "hello");
		assertSilent(this.client);
		this.wire.set(Mode.WHOLE);
		say(this.client, "hello");
		assertSilent(this.client);
		assertThat(this.heard).hasValue(0);
		try (Socket other = connect()) {
			say(other, "again");
			assertThat(hear(other, 5)).isEqualTo("again");
		}
	}

	@Test
	void deliversLateWhatItHeld() throws IOException {
		this.wire.set(Mode.HELD);
		say(this.client, "hello");
		assertSilent(this.client);
		assertThat(this.heard).hasValue(0);
		this.wire.set(Mode.WHOLE);
		assertThat(hear(this.client, 5)).isEqualTo("hello");
	}

	@Test
	void isSlowBothWays() throws IOException {
		this.wire.slow(Duration.ofMillis(60));
		long before = System.nanoTime();
		say(this.client, "hello");
		assertThat(hear(this.client, 5)).isEqualTo("hello");
		assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(120));
	}

	@Test
	void losesTheReplyToAWriteThatWasPassedOn() throws IOException {
		this.wire.set(Mode.WRITE_REPLIES_LOST);
		say(this.client, "GET");
		assertThat(hear(this.client, 3)).isEqualTo("GET");
		say(this.client, WRITE);
		await().untilAtomic(this.heard, equalTo(3 + WRITE.length()));
		assertSilent(this.client);
	}

	@Test
	void resetsWhatThereIsAndWhatComes() throws IOException {
		say(this.client, "hello");
		assertThat(hear(this.client, 5)).isEqualTo("hello");
		this.wire.set(Mode.RESET);
		assertThatExceptionOfType(SocketException.class).isThrownBy(() -> hear(this.client, 1));
		try (Socket other = connect()) {
			assertThatExceptionOfType(SocketException.class).isThrownBy(() -> {
				say(other, "hello");
				hear(other, 1);
			});
		}
	}

}

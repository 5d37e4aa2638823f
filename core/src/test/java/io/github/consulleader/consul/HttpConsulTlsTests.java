package io.github.consulleader.consul;

import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLContext;

import io.github.consulleader.agent.ConsulAgent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/** TLS, with and without client certificates, and what is said when the ends differ. */
class HttpConsulTlsTests {

	@TempDir
	static Path folder;

	private static Certificates certificates;

	private static ConsulAgent tls;

	private static ConsulAgent mutual;

	@BeforeAll
	static void start() throws Exception {
		certificates = new Certificates(folder);
		tls = ConsulAgent.builder().https().config(certificates.agentConfig(false)).start();
		mutual = ConsulAgent.builder().https().config(certificates.agentConfig(true)).start();
	}

	@AfterAll
	static void stop() {
		tls.close();
		mutual.close();
	}

	private static Answer<AgentInfo> self(String address, SSLContext context) {
		try (HttpConsul consul = new HttpConsul(
				new ConsulConnection(URI.create(address), () -> null, null, context, Duration.ofSeconds(10)))) {
			return consul.self().orTimeout(30, TimeUnit.SECONDS).join();
		}
	}

	private static String https(ConsulAgent agent) {
		return "https://127.0.0.1:" + agent.httpsPort();
	}

	private static String https(LoopbackServer server) {
		return "https://127.0.0.1:" + server.address().getPort();
	}

	private static void unknown(Answer<AgentInfo> answer, String words) {
		assertThat(answer).isInstanceOfSatisfying(Answer.Unknown.class,
				(unknown) -> assertThat(unknown.detail()).contains(words));
	}

	@Test
	void speaksTls() throws Exception {
		assertThat(self(https(tls), certificates.trusting())).isInstanceOf(Answer.Done.class);
	}

	@Test
	void speaksTlsWithACertificateOfItsOwn() throws Exception {
		assertThat(self(https(mutual), certificates.trustingAndIdentified())).isInstanceOf(Answer.Done.class);
	}

	@Test
	void saysThatAClientCertificateIsAskedFor() throws Exception {
		unknown(self(https(mutual), certificates.trusting()), "asks for a client certificate");
	}

	/** The real agent does one or the other, as its alert and its reset race. */
	@Test
	void saysItWhenTheAlertArrives() throws Exception {
		try (LoopbackServer alerting = LoopbackServer.tls(certificates.serving(), (socket, tls) -> {
			tls.setNeedClientAuth(true);
			assertThatIOException().isThrownBy(() -> tls.getInputStream().read());
			// Reads on, lest the end of the connection overtake the alert.
			socket.getInputStream().transferTo(OutputStream.nullOutputStream());
		})) {
			unknown(self(https(alerting), certificates.trusting()),
					"the agent asks for a client certificate and got none that it accepts (");
		}
	}

	@Test
	void saysItWhenAResetOvertakesTheAlert() throws Exception {
		closedWithoutAnAnswer((socket, tls) -> {
			tls.startHandshake();
			socket.setSoLinger(true, 0);
		});
		closedWithoutAnAnswer((socket, tls) -> {
			LoopbackServer.readRequest(tls.getInputStream());
			socket.setSoLinger(true, 0);
		});
	}

	@Test
	void saysItWhenTheConnectionEndsInTheHandshakeOrAfter() throws Exception {
		closedWithoutAnAnswer((socket, tls) -> LoopbackServer.readRequest(socket.getInputStream()));
		closedWithoutAnAnswer((socket, tls) -> LoopbackServer.readRequest(tls.getInputStream()));
	}

	private static void closedWithoutAnAnswer(LoopbackServer.TlsTreatment treatment) throws Exception {
		try (LoopbackServer closing = LoopbackServer.tls(certificates.serving(), treatment)) {
			Answer<AgentInfo> answer = self(https(closing), certificates.trusting());
			unknown(answer, "closed without an answer");
			unknown(answer, "an agent that asks for a client certificate and got none that it accepts does this, too");
		}
	}

	@Test
	void saysThatTheAgentIsNotTrusted() throws Exception {
		unknown(self(https(tls), SSLContext.getDefault()), "certificate is not trusted");
		unknown(self(https(tls), null), "certificate is not trusted");
	}

	@Test
	void saysThatTheAgentSpeaksHttpsOnly() {
		unknown(self("http://127.0.0.1:" + tls.httpsPort(), null), "speaks HTTPS here, not HTTP");
	}

	@Test
	void saysThatTheAgentSpeaksHttpOnly() throws Exception {
		unknown(self("https://127.0.0.1:" + tls.httpPort(), certificates.trusting()), "speaks HTTP here, not HTTPS");
	}

	@Test
	void saysThatTheCertificateIsForAnotherHost() throws Exception {
		try (LoopbackServer relay = LoopbackServer.relay("127.0.0.2", URI.create(https(tls)))) {
			String address = "https://127.0.0.2:" + relay.address().getPort();
			unknown(self(address, certificates.trusting()), "certificate is for another host");
		}
	}

}

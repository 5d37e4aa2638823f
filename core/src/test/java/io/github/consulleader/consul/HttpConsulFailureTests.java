package io.github.consulleader.consul;

import java.net.StandardSocketOptions;
import java.net.URI;
import java.util.List;

import io.github.consulleader.agent.ConsulAgent;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Agents that are not there, hang up, or answer what is not Consul's. */
class HttpConsulFailureTests extends HttpTroubleFixture {

	@Test
	void saysWhoDoesNotListen() {
		URI address;
		try (LoopbackServer server = LoopbackServer.blackHole()) {
			address = server.address();
		}
		try (HttpConsul consul = new HttpConsul(new ConsulConnection(address, GENEROUS))) {
			assertThat(unknown(consul.self())).isEqualTo("connection refused at " + address);
		}
	}

	@Test
	void saysWhichHostThereIsNot() {
		try (HttpConsul consul = new HttpConsul(
				new ConsulConnection(URI.create("http://no-such-host.invalid:8500"), GENEROUS))) {
			assertThat(unknown(consul.self())).isEqualTo("no such host: no-such-host.invalid");
		}
	}

	@Test
	void saysThatAConnectionWasClosedOrReset() {
		try (LoopbackServer closing = new LoopbackServer(
				(socket) -> LoopbackServer.readRequest(socket.getInputStream()));
				HttpConsul consul = client(closing, GENEROUS)) {
			assertThat(unknown(transaction(consul))).contains("closed without an answer").doesNotContain("certificate");
		}
		try (LoopbackServer resetting = new LoopbackServer((socket) -> {
			LoopbackServer.readRequest(socket.getInputStream());
			socket.setOption(StandardSocketOptions.SO_LINGER, 0);
		}); HttpConsul consul = client(resetting, GENEROUS)) {
			assertThat(unknown(transaction(consul))).contains("closed without an answer");
		}
	}

	@Test
	void knowsNothingOfAnAnswerThatBreaksOff() {
		try (LoopbackServer cutting = LoopbackServer
			.saying("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{\"Results\"");
				HttpConsul consul = client(cutting, GENEROUS)) {
			unknown(transaction(consul));
		}
	}

	@Test
	void knowsNothingOfAnAnswerThatIsNotConsuls() {
		try (LoopbackServer portal = LoopbackServer
			.saying("HTTP/1.1 200 OK\r\nContent-Length: 13\r\nConnection: close\r\n\r\n<html></html>");
				HttpConsul consul = client(portal, GENEROUS)) {
			assertThat(unknown(transaction(consul))).contains("not an answer of Consul", "<html></html>");
			unknown(consul.self());
			unknown(consul.pass("x"));
			unknown(consul.createSession(new SessionSpec("", GENEROUS, SHORT, List.of())));
			unknown(consul.renewSession("x"));
			unknown(consul.list("a/", Consistency.QUORUM));
		}
	}

	@Test
	void comesBackWhenTheAgentDoes() {
		try (ConsulAgent agent = ConsulAgent.dev();
				HttpConsul consul = new HttpConsul(new ConsulConnection(agent.httpAddress(), GENEROUS))) {
			assertThat(answer(consul.self())).isInstanceOf(Answer.Done.class);
			agent.stop();
			assertThat(answer(consul.self()))
				.isEqualTo(new Answer.Unknown<AgentInfo>("connection refused at " + agent.httpAddress()));
			agent.start();
			assertThat(answer(consul.self())).isInstanceOf(Answer.Done.class);
		}
	}

}

package io.github.consulleader.consul;

import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.consulleader.agent.ConsulAgent;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Agents that do not answer, or not as they should. */
class HttpConsulTroubleTests {

	private static final Duration SHORT = Duration.ofMillis(300);

	private static final Duration GENEROUS = Duration.ofSeconds(30);

	private static HttpConsul client(LoopbackServer server, Duration timeout) {
		return new HttpConsul(new ConsulConnection(server.address(), timeout));
	}

	private static <T> Answer<T> answer(CompletableFuture<Answer<T>> future) {
		return future.orTimeout(30, TimeUnit.SECONDS).join();
	}

	private static String unknown(CompletableFuture<? extends Answer<?>> future) {
		Answer<?> answer = future.orTimeout(30, TimeUnit.SECONDS).join();
		assertThat(answer).isInstanceOf(Answer.Unknown.class);
		return ((Answer.Unknown<?>) answer).detail();
	}

	private static CompletableFuture<Answer<List<Entry>>> transaction(HttpConsul consul) {
		return consul.transact(List.of(new Operation.Set("a", "b", 0)));
	}

	@Test
	void knowsNothingOfARequestThatIsNotAnswered() {
		try (LoopbackServer hole = LoopbackServer.blackHole(); HttpConsul consul = client(hole, SHORT)) {
			assertThat(unknown(consul.renewSession("x")))
				.isEqualTo("no answer to PUT /v1/session/renew/x within 300 ms");
		}
	}

	@Test
	void refusesTheFourthOfAKindAtOnceButNotOthers() {
		try (LoopbackServer hole = LoopbackServer.blackHole(); HttpConsul consul = client(hole, SHORT)) {
			for (int i = 0; i < 3; i++) {
				unknown(consul.pass("x"));
			}
			// With all places taken it would have to wait for its turn.
			var taken = List.of(transaction(consul), transaction(consul));
			CompletableFuture<Answer<Ack>> fourth = consul.pass("x");
			assertThat(fourth).isDone();
			assertThat(answer(fourth)).isInstanceOfSatisfying(Answer.Refused.class, (refused) -> {
				assertThat(refused.refusal()).isEqualTo(Refusal.BUSY);
				assertThat(refused.detail()).contains("3 unanswered");
			});
			taken.forEach(HttpConsulTroubleTests::unknown);
			unknown(consul.renewSession("x"));
			assertThat(hole.accepted()).isEqualTo(6);
		}
	}

	@Test
	void countsARequestThatIsAnsweredLateAsAnswered() {
		CountDownLatch gate = new CountDownLatch(1);
		try (LoopbackServer late = new LoopbackServer((socket) -> {
			LoopbackServer.readRequest(socket.getInputStream());
			try {
				gate.await();
			}
			catch (InterruptedException ex) {
				return;
			}
			socket.getOutputStream()
				.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
					.getBytes(StandardCharsets.ISO_8859_1));
		}); HttpConsul consul = client(late, SHORT)) {
			for (int i = 0; i < 3; i++) {
				unknown(consul.deregister("x"));
			}
			assertThat(answer(consul.deregister("x"))).isInstanceOf(Answer.Refused.class);
			gate.countDown();
			await().atMost(Duration.ofSeconds(8)).until(() -> answer(consul.deregister("x")) instanceof Answer.Done);
		}
	}

	@Test
	@Tag("F37")
	void keepsNoConnectionWhoseAnswerCameTooLate() {
		CountDownLatch gate = new CountDownLatch(1);
		try (LoopbackServer late = answering(gate::await); HttpConsul consul = client(late, SHORT)) {
			unknown(transaction(consul));
			unknown(consul.pass("x"));
			assertThat(late.open()).isEqualTo(2);
			gate.countDown();
			await().atMost(Duration.ofSeconds(8)).until(() -> late.open() == 0);
			assertThat(answer(consul.pass("x"))).isInstanceOf(Answer.Done.class);
			assertThat(late.open()).as("kept for the next").isEqualTo(1);
		}
	}

	@Test
	void noticesSoonThatConsulIsBackThoughWhatWasAskedBeforeIsNeverAnswered() {
		AtomicBoolean back = new AtomicBoolean();
		try (LoopbackServer server = answering(() -> {
			if (!back.get()) {
				new CountDownLatch(1).await();
			}
		}); HttpConsul consul = client(server, SHORT)) {
			for (int i = 0; i < 3; i++) {
				unknown(consul.pass("x"));
				unknown(consul.list("a/", Consistency.QUORUM));
				unknown(transaction(consul));
			}
			assertThat(answer(consul.pass("x"))).isInstanceOf(Answer.Refused.class);
			assertThat(answer(transaction(consul))).isInstanceOf(Answer.Refused.class);
			back.set(true);
			await().atMost(Duration.ofSeconds(7)).until(() -> answer(consul.pass("x")) instanceof Answer.Done);
			await().atMost(Duration.ofSeconds(7)).until(() -> !isBusy(answer(transaction(consul))));
		}
	}

	private static boolean isBusy(Answer<?> answer) {
		return answer instanceof Answer.Refused<?> refused && refused.refusal() == Refusal.BUSY;
	}

	/** Answers each request, when it may, and keeps connections. */
	private static LoopbackServer answering(Wait wait) {
		return new LoopbackServer((socket) -> {
			while (true) {
				LoopbackServer.readRequest(socket.getInputStream());
				try {
					wait.await();
				}
				catch (InterruptedException ex) {
					return;
				}
				socket.getOutputStream()
					.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
			}
		});
	}

	@FunctionalInterface
	private interface Wait {

		void await() throws InterruptedException;

	}

	@Test
	void breaksOffAnAbandonedRequestAfterSomeTime() {
		try (LoopbackServer hole = LoopbackServer.blackHole(); HttpConsul consul = client(hole, SHORT)) {
			for (int i = 0; i < 3; i++) {
				unknown(consul.pass("x"));
			}
			await().atMost(GENEROUS).until(() -> hole.open() == 0);
			unknown(consul.pass("x"));
		}
	}

	@Test
	void doesNotSendWhatHasWaitedTooLong() {
		try (LoopbackServer hole = LoopbackServer.blackHole(); HttpConsul consul = client(hole, SHORT)) {
			List<CompletableFuture<Answer<List<Entry>>>> answers = new ArrayList<>();
			for (int i = 0; i < 10; i++) {
				answers.add(transaction(consul));
			}
			long unknown = answers.stream()
				.map(HttpConsulTroubleTests::answer)
				.filter((answer) -> answer instanceof Answer.Unknown)
				.count();
			assertThat(unknown).isEqualTo(2);
			assertThat(answers).filteredOn((answer) -> answer(answer) instanceof Answer.Refused)
				.hasSize(8)
				.allSatisfy(
						(answer) -> assertThat(((Answer.Refused<?>) answer(answer)).refusal()).isEqualTo(Refusal.BUSY));
			assertThat(hole.accepted()).isEqualTo(2);
		}
	}

	@Test
	void letsNoHangingConnectionBlockTheOthers() {
		try (LoopbackServer hole = LoopbackServer.blackHole(); HttpConsul consul = client(hole, SHORT)) {
			unknown(transaction(consul));
			unknown(transaction(consul));
			// Both places are free again though both connections still hang.
			unknown(consul.renewSession("x"));
			await().atMost(GENEROUS).until(() -> hole.open() == 3);
		}
	}

	@Test
	void freesTheConnectionOfACancelledWatchAtOnce() {
		try (LoopbackServer hole = LoopbackServer.blackHole(); HttpConsul consul = client(hole, GENEROUS)) {
			CompletableFuture<Answer<Listing>> watch = consul.watch("a/", 1, Duration.ofMinutes(1));
			await().atMost(GENEROUS).until(() -> hole.open() == 1);
			assertThat(watch.cancel(true)).isTrue();
			await().atMost(Duration.ofSeconds(2)).until(() -> hole.open() == 0);
		}
	}

	@Test
	void givesThePlaceOfACancelledCallToTheNext() {
		try (LoopbackServer hole = LoopbackServer.blackHole(); HttpConsul consul = client(hole, GENEROUS)) {
			CompletableFuture<Answer<List<Entry>>> first = transaction(consul);
			CompletableFuture<Answer<List<Entry>>> second = transaction(consul);
			CompletableFuture<Answer<List<Entry>>> third = transaction(consul);
			CompletableFuture<Answer<List<Entry>>> fourth = transaction(consul);
			await().atMost(GENEROUS).until(() -> hole.accepted() == 2);
			third.cancel(true);
			first.cancel(true);
			second.cancel(true);
			await().atMost(GENEROUS).until(() -> hole.accepted() == 3 && hole.open() == 1);
			assertThat(fourth).isNotDone();
		}
	}

	@Test
	@Tag("F35")
	void watchesAsLongAsConsulMayWait() {
		try (LoopbackServer hole = LoopbackServer.blackHole(); HttpConsul consul = client(hole, SHORT)) {
			assertThat(unknown(consul.watch("a/", 1, Duration.ofMillis(1600)))).endsWith("within 2000 ms");
			await().atMost(Duration.ofSeconds(2)).until(() -> hole.open() == 0);
		}
	}

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

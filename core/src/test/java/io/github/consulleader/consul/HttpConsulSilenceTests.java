package io.github.consulleader.consul;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Agents that answer late or never. */
class HttpConsulSilenceTests extends HttpTroubleFixture {

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
			taken.forEach(HttpTroubleFixture::unknown);
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

	@Test
	void doesNotSendWhatHasWaitedTooLong() {
		try (LoopbackServer hole = LoopbackServer.blackHole(); HttpConsul consul = client(hole, SHORT)) {
			List<CompletableFuture<Answer<List<Entry>>>> answers = new ArrayList<>();
			for (int i = 0; i < 10; i++) {
				answers.add(transaction(consul));
			}
			long unknown = answers.stream()
				.map(HttpTroubleFixture::answer)
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

	@FunctionalInterface
	private interface Wait {

		void await() throws InterruptedException;

	}

}

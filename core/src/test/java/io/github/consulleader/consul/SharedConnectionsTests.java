package io.github.consulleader.consul;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/** Two users of the same connections do not get into each other's way. */
@Tag("F37")
class SharedConnectionsTests {

	private static final Duration SHORT = Duration.ofMillis(300);

	private static final Duration GENEROUS = Duration.ofSeconds(30);

	private static final Duration LONG = Duration.ofMinutes(2);

	private static HttpConsul client(LoopbackServer server, Duration timeout) {
		return new HttpConsul(new ConsulConnection(server.address(), timeout));
	}

	private static Answer<?> answer(CompletableFuture<? extends Answer<?>> future) {
		return future.orTimeout(60, TimeUnit.SECONDS).join();
	}

	private static CompletableFuture<Answer<List<Entry>>> write(HttpConsul consul, String key) {
		return consul.transact(List.of(new Operation.Set("shared/" + key, "x", 0)));
	}

	private static List<CompletableFuture<Answer<List<Entry>>>> burst(HttpConsul consul, int size) {
		List<CompletableFuture<Answer<List<Entry>>>> answers = new ArrayList<>();
		for (int i = 0; i < size; i++) {
			answers.add(write(consul, "burst-" + i));
		}
		return answers;
	}

	private static long done(List<CompletableFuture<Answer<List<Entry>>>> answers) {
		return answers.stream().filter(CompletableFuture::isDone).count();
	}

	@Test
	void oneIsNotRefusedForWhatTheOtherHasUnanswered() {
		try (LoopbackServer hole = LoopbackServer.blackHole();
				HttpConsul first = client(hole, SHORT);
				HttpConsul second = first.share()) {
			for (int i = 0; i < 3; i++) {
				assertThat(answer(write(first, "x"))).isInstanceOf(Answer.Unknown.class);
			}
			assertThat(answer(write(first, "x"))).isInstanceOf(Answer.Refused.class);
			assertThat(answer(write(second, "x"))).isInstanceOf(Answer.Unknown.class);
			assertThat(hole.accepted()).isEqualTo(4);
		}
	}

	@Test
	@Tag("consul")
	void theyTakeTurns() {
		Semaphore permits = new Semaphore(0, true);
		try (ForwardingProxy proxy = new ForwardingProxy(TestConsul.address(), permits);
				HttpConsul first = new HttpConsul(new ConsulConnection(proxy.address(), LONG));
				HttpConsul second = first.share()) {
			var storm = burst(first, 300);
			await().atMost(GENEROUS).until(() -> proxy.asked().size() == 2);
			var few = burst(second, 10);
			// Two that were first, ten of each, and two that may have overtaken.
			permits.release(24);
			few.forEach((one) -> assertThat(answer(one)).isInstanceOf(Answer.Done.class));
			assertThat(done(storm)).isLessThanOrEqualTo(14);
			permits.release(300);
			storm.forEach((one) -> assertThat(answer(one)).isInstanceOf(Answer.Done.class));
		}
	}

	@Test
	void whatIsUrgentWaitsForNothingThatHangs() {
		try (LoopbackServer hole = LoopbackServer.blackHole();
				HttpConsul first = client(hole, Duration.ofSeconds(20));
				HttpConsul second = first.share()) {
			var hanging = burst(first, 3);
			await().atMost(GENEROUS).until(() -> hole.accepted() == 2);
			var urgent = second.renewSession("x");
			await().atMost(GENEROUS).until(() -> hole.accepted() == 3);
			assertThat(urgent).isNotDone();
			assertThat(done(hanging)).as("given up, so that there was room").isZero();
			assertThat(write(second, "x")).as("not urgent, so it waits").isNotDone();
			assertThat(hole.accepted()).isEqualTo(3);
		}
	}

	@Test
	void besideThreeWatchesOneConnectionServesTheRest() {
		try (LoopbackServer hole = LoopbackServer.blackHole();
				HttpConsul first = client(hole, LONG);
				HttpConsul second = first.share()) {
			var watches = List.of(watch(first), watch(first), watch(second));
			burst(first, 5);
			burst(second, 5);
			await().atMost(GENEROUS).until(() -> hole.accepted() == RequestScheduler.CONNECTIONS);
			await().during(Duration.ofMillis(300))
				.atMost(GENEROUS)
				.until(() -> hole.accepted() == RequestScheduler.CONNECTIONS);
			assertThat(watches).noneMatch(CompletableFuture::isDone);
		}
	}

	private static CompletableFuture<Answer<Listing>> watch(HttpConsul consul) {
		return consul.watch("a/", 1, LONG);
	}

	@Test
	void theThirdWatchWaitsUntilAConnectionIsFree() {
		try (LoopbackServer hole = LoopbackServer.blackHole();
				HttpConsul first = client(hole, LONG);
				HttpConsul second = first.share()) {
			var watches = List.of(watch(first), watch(first));
			var writes = burst(second, 3);
			await().atMost(GENEROUS).until(() -> hole.accepted() == RequestScheduler.CONNECTIONS);
			var third = watch(second);
			writes.get(0).cancel(true);
			await().atMost(GENEROUS)
				.until(() -> hole.accepted() == RequestScheduler.CONNECTIONS + 1 && hole.open() == 4);
			third.cancel(true);
			await().atMost(GENEROUS)
				.until(() -> hole.accepted() == RequestScheduler.CONNECTIONS + 2 && hole.open() == 4);
			assertThat(done(writes)).as("the one that was cancelled").isEqualTo(1);
			assertThat(watches).noneMatch(CompletableFuture::isDone);
		}
	}

	@Test
	@Tag("F50")
	void closingOneEndsWhatIsItsOwnAndTheLastEndsAll() {
		try (LoopbackServer hole = LoopbackServer.blackHole()) {
			HttpConsul first = client(hole, LONG);
			HttpConsul second = first.share();
			var watched = watch(first);
			var watching = watch(second);
			await().atMost(GENEROUS).until(() -> hole.open() == 2);
			first.close();
			first.close();
			assertThat(answer(watched)).isInstanceOf(Answer.Unknown.class);
			assertThat(answer(write(first, "x"))).isInstanceOf(Answer.Refused.class);
			assertThatIllegalStateException().isThrownBy(first::share);
			await().atMost(GENEROUS).until(() -> hole.open() == 1);
			assertThat(watching).isNotDone();
			var write = write(second, "x");
			await().atMost(GENEROUS).until(() -> hole.open() == 2);
			second.close();
			assertThat(answer(watching)).isInstanceOf(Answer.Unknown.class);
			assertThat(answer(write)).isInstanceOf(Answer.Unknown.class);
			await().atMost(GENEROUS).until(() -> hole.open() == 0);
		}
	}

}

package io.github.consulleader.consul;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What becomes of connections on which no answer comes. */
class HttpConsulHangingTests extends HttpTroubleFixture {

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

}

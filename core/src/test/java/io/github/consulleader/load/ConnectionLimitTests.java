package io.github.consulleader.load;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.consulleader.agent.ConsulAgent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An agent that allows few connections serves many roles, and 429 harms nobody for long.
 */
@Tag("F37")
@Timeout(120)
class ConnectionLimitTests {

	private static final Logger logger = LoggerFactory.getLogger(ConnectionLimitTests.class);

	private static final Duration GENEROUS = Duration.ofSeconds(60);

	private static final int LIMIT = 10;

	private static final int ROLES = 20;

	private final ConsulAgent agent = ConsulAgent.builder()
		.config("limits { http_max_conns_per_client = " + LIMIT + " }")
		.start();

	private final List<Socket> hogs = new ArrayList<>();

	@AfterEach
	void close() throws IOException {
		releaseHogs();
		this.agent.close();
	}

	@Test
	void theRestIsTakenAndTheWorkerStaysAndTheLatecomerGetsInWhenThereIsRoom() throws Exception {
		try (Relay first = new Relay(this.agent.httpAddress());
				Relay second = new Relay(this.agent.httpAddress());
				Crowd worker = new Crowd("worker", "limit", first.address(), ROLES).start();
				Crowd latecomer = new Crowd("latecomer", "limit", second.address(), ROLES)) {
			await().atMost(GENEROUS).until(() -> worker.confident() == ROLES);
			takeTheRest();
			latecomer.start();
			await().atMost(GENEROUS).until(() -> second.requests() >= 10);
			long start = System.nanoTime();
			int before = second.requests();
			await().during(Duration.ofSeconds(2)).atMost(GENEROUS).until(() -> worker.confident() == ROLES);
			double perSecond = (second.requests() - before) / (Crowd.since(start).toMillis() / 1000.0);
			logger.info("refused latecomer: {} requests/s {}, worker {}", perSecond, second.asked(), first.asked());
			assertThat(perSecond).as("requests/s of one that is refused").isLessThan(20);
			assertThat(worker.revoked()).isZero();
			releaseHogs();
			await().atMost(GENEROUS).until(latecomer::seesWorkers);
			assertThat(worker.stop().join()).isTrue();
			await().atMost(GENEROUS).until(() -> latecomer.confident() == ROLES);
		}
	}

	/** Opens connections until the agent refuses the next. */
	private void takeTheRest() throws IOException {
		URI to = this.agent.httpAddress();
		for (int i = 0; i < LIMIT; i++) {
			this.hogs.add(new Socket(to.getHost(), to.getPort()));
		}
	}

	private void releaseHogs() throws IOException {
		for (Socket hog : this.hogs) {
			hog.close();
		}
		this.hogs.clear();
	}

}

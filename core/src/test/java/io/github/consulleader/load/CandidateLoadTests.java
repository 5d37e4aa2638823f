package io.github.consulleader.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import io.github.consulleader.agent.ConsulAgent;
import io.github.consulleader.role.Timings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A crowd waits for one role, and only one of them moves when it falls free. */
@Tag("F33")
@Tag("F41")
@Timeout(300)
class CandidateLoadTests {

	private static final Logger logger = LoggerFactory.getLogger(CandidateLoadTests.class);

	private static final Duration GENEROUS = Duration.ofSeconds(90);

	/** Of a role that falls free, whatever the number of those who want it. */
	private static final int MOST_WRITES = 30;

	private static final int CANDIDATES = (System.getProperty("long") != null) ? 300 : 50;

	private final ConsulAgent agent = ConsulAgent.builder()
		.config("limits { http_max_conns_per_client = 4000 }")
		.start();

	private final List<Crowd> crowd = new ArrayList<>();

	@AfterEach
	void close() {
		this.crowd.parallelStream().forEach(Crowd::close);
		this.agent.close();
	}

	@Test
	void oneOfManyTakesOverFromTheDeadAndFromOneThatStops() throws Exception {
		Relay wire = new Relay(this.agent.httpAddress());
		Crowd worker = add("worker", wire);
		await().atMost(GENEROUS).until(() -> worker.granted() == 1);
		long start = System.nanoTime();
		for (int i = 1; i < CANDIDATES; i++) {
			add("candidate-" + i, null);
		}
		await().atMost(GENEROUS).until(() -> census().sessions() == CANDIDATES);
		await().atMost(GENEROUS).until(() -> this.crowd.stream().allMatch(Crowd::seesWorkers));
		logger.info("{} candidates there after {}: {}", CANDIDATES, Crowd.since(start), census());
		long before = settledIndex();
		start = System.nanoTime();
		wire.cut();
		Crowd next = awaitGrant(2);
		Duration taken = Crowd.since(start);
		long writes = settledIndex() - before;
		logger.info("{} candidates: taken over from the dead after {}, {} Raft writes", CANDIDATES, taken, writes);
		assertThat(writes).isBetween(1L, (long) MOST_WRITES);
		assertThat(taken).isGreaterThan(Timings.balanced().lockDelay());
		assertThat(next.latest().token()).isGreaterThan(worker.latest().token());
		assertThat(worker.confident()).isZero();

		before = settledIndex();
		start = System.nanoTime();
		assertThat(next.stop().join()).isTrue();
		Crowd third = awaitGrant(3);
		Duration handed = Crowd.since(start);
		writes = settledIndex() - before;
		logger.info("{} candidates: handed over after {}, {} Raft writes", CANDIDATES, handed, writes);
		assertThat(writes).isBetween(1L, (long) MOST_WRITES);
		assertThat(third.latest().token()).isGreaterThan(next.latest().token());
		assertThat(granted()).as("grants in all").isEqualTo(3);
	}

	private Crowd add(String instance, Relay wire) {
		Crowd one = new Crowd(instance, "crowd", (wire != null) ? wire.address() : this.agent.httpAddress(), 1);
		this.crowd.add(one);
		return one.start();
	}

	private Crowd awaitGrant(int number) {
		await().atMost(GENEROUS).until(() -> granted() >= number);
		List<Crowd> confident = this.crowd.stream().filter((one) -> one.confident() == 1).toList();
		assertThat(confident).hasSize(1);
		return confident.get(0);
	}

	private int granted() {
		return this.crowd.stream().mapToInt(Crowd::granted).sum();
	}

	private Census census() {
		return Census.of(this.agent.httpAddress(), "crowd");
	}

	/** The index of Raft when it has not moved for a second: it does in quiet times. */
	private long settledIndex() {
		await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofSeconds(1)).until(new IndexStandsStill());
		return Census.raftIndex(this.agent.httpAddress());
	}

	private final class IndexStandsStill implements Callable<Boolean> {

		private long last = -1;

		@Override
		public Boolean call() {
			long now = Census.raftIndex(CandidateLoadTests.this.agent.httpAddress());
			boolean still = now == this.last;
			this.last = now;
			return still;
		}

	}

}

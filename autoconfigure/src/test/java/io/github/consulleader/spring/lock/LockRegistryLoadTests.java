package io.github.consulleader.spring.lock;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.consulleader.ConsulMutexes;
import io.github.consulleader.consul.ConsulConnection;
import io.github.consulleader.consul.TestConsul;
import io.github.consulleader.load.Census;
import io.github.consulleader.load.Relay;
import io.github.consulleader.role.Candidate;
import io.github.consulleader.role.Timings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.integration.support.locks.DistributedLock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Fifty threads of five processes add to one number that nothing but the lock protects.
 */
@Tag("consul")
@Tag("F51")
@Tag("F41")
@Timeout(600)
class LockRegistryLoadTests {

	private static final Logger logger = LoggerFactory.getLogger(LockRegistryLoadTests.class);

	private static final int TURNS = (System.getProperty("long") != null) ? 10_000 : 300;

	private static final int PROCESSES = 5;

	private static final int THREADS = 50;

	private final String scope = "lost-update-" + UUID.randomUUID();

	private final Relay wire = new Relay(TestConsul.address());

	private final List<ConsulMutexes> processes = new ArrayList<>();

	private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

	private final AtomicInteger turnsLeft = new AtomicInteger(TURNS);

	/** On purpose neither atomic nor volatile. */
	private int number;

	private long latestToken;

	private int tokensThatDidNotRise;

	@AfterEach
	void close() {
		this.threads.shutdownNow();
		this.processes.forEach(ConsulMutexes::close);
		this.wire.close();
	}

	@Test
	void noUpdateIsLost() throws Exception {
		Census before = Census.of(TestConsul.address(), this.scope);
		for (int i = 0; i < PROCESSES; i++) {
			this.processes
				.add(new ConsulMutexes(new Candidate("load", this.scope, "process-" + i, null), Timings.balanced(),
						true, new ConsulConnection(this.wire.address(), Timings.balanced().requestTimeout())));
		}
		long firstIndex = Census.raftIndex(TestConsul.address());
		long start = System.nanoTime();
		List<Future<?>> running = new ArrayList<>();
		for (int i = 0; i < THREADS; i++) {
			ConsulMutexes process = this.processes.get(i % PROCESSES);
			running.add(this.threads.submit(() -> addInTurns(process)));
		}
		for (Future<?> one : running) {
			one.get(550, TimeUnit.SECONDS);
		}
		Duration took = Duration.ofNanos(System.nanoTime() - start);
		long writes = Census.raftIndex(TestConsul.address()) - firstIndex;
		logger.info("{} turns in {}: {} ms, {} Raft writes and {} requests each {}; at most {} connections", TURNS,
				took, took.toMillis() / (double) TURNS, writes / (double) TURNS, this.wire.requests() / (double) TURNS,
				this.wire.asked(), this.wire.most());
		assertThat(this.number).as("no update was lost").isEqualTo(TURNS);
		assertThat(this.tokensThatDidNotRise).isZero();
		assertThat(Census.of(TestConsul.address(), this.scope))
			.extracting(Census::sessions, Census::services, Census::checks)
			.containsExactly(PROCESSES, PROCESSES, PROCESSES);
		assertThat(this.wire.most()).as("connections of %s processes", PROCESSES).isLessThanOrEqualTo(3 * PROCESSES);
		this.processes.forEach(ConsulMutexes::close);
		await().atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(Census.of(TestConsul.address(), this.scope)).isEqualTo(before));
	}

	private void addInTurns(ConsulMutexes process) {
		ConsulLockRegistry registry = new ConsulLockRegistry(process.mutexes());
		while (this.turnsLeft.getAndDecrement() > 0) {
			DistributedLock lock = registry.obtain("number");
			lock.lock();
			try {
				int seen = this.number;
				long token = process.mutexes().mutex("number").token();
				if (token <= this.latestToken) {
					this.tokensThatDidNotRise++;
				}
				this.latestToken = token;
				this.number = seen + 1;
			}
			finally {
				lock.unlock();
			}
		}
	}

}

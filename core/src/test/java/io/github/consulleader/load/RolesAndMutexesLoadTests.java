package io.github.consulleader.load;

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
import io.github.consulleader.SharedConsul;
import io.github.consulleader.consul.ConsulConnection;
import io.github.consulleader.consul.TestConsul;
import io.github.consulleader.mutex.Mutex;
import io.github.consulleader.role.Candidate;
import io.github.consulleader.role.Timings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Many roles and many mutexes in one process: fewer than five connections, and a storm of
 * mutexes ends no term.
 */
@Tag("consul")
@Tag("F37")
@Timeout(180)
class RolesAndMutexesLoadTests {

	private static final Logger logger = LoggerFactory.getLogger(RolesAndMutexesLoadTests.class);

	private static final Duration GENEROUS = Duration.ofSeconds(60);

	private static final int ROLES = 200;

	private static final int THREADS = 50;

	private static final int MUTEXES = 25;

	private static final int TURNS = (System.getProperty("long") != null) ? 200 : 20;

	private static final Timings PATIENT = RoleLoadTests.PATIENT;

	private final String scope = "both-" + UUID.randomUUID();

	private final ExecutorService threads = Executors.newFixedThreadPool(2 * THREADS);

	private final AtomicInteger turns = new AtomicInteger();

	@AfterEach
	void end() {
		this.threads.shutdownNow();
	}

	@Test
	void needFourConnections() throws Exception {
		try (Member worker = new Member("worker"); Member slumberer = new Member("slumberer")) {
			worker.roles.start();
			await().atMost(GENEROUS).until(() -> worker.roles.confident() == ROLES);
			slumberer.roles.start();
			await().atMost(GENEROUS).until(slumberer.roles::seesWorkers);
			List<Future<?>> running = new ArrayList<>();
			for (int i = 0; i < THREADS; i++) {
				String key = "m" + (i % MUTEXES);
				running.add(this.threads.submit(() -> lockAndUnlock(worker.mutexes.mutexes().mutex(key))));
				running.add(this.threads.submit(() -> lockAndUnlock(slumberer.mutexes.mutexes().mutex(key))));
			}
			for (Future<?> one : running) {
				one.get(120, TimeUnit.SECONDS);
			}
			assertThat(this.turns).hasValue(2 * THREADS * TURNS);
			assertThat(worker.roles.confident()).isEqualTo(ROLES);
			assertThat(worker.roles.revoked()).isZero();
			assertThat(worker.roles.stop().get(60, TimeUnit.SECONDS)).isTrue();
			await().atMost(GENEROUS).until(() -> slumberer.roles.confident() == ROLES);
			logger.info("{} roles, {} threads on {} mutexes: connections {} and {}", ROLES, THREADS, MUTEXES,
					worker.wire.most(), slumberer.wire.most());
			assertThat(worker.wire.most()).as("connections, for %s", worker.wire.busiest()).isBetween(3, 4);
			assertThat(slumberer.wire.most()).as("connections, for %s", slumberer.wire.busiest()).isBetween(3, 4);
		}
	}

	private void lockAndUnlock(Mutex mutex) {
		for (int i = 0; i < TURNS; i++) {
			mutex.lock(null);
			this.turns.incrementAndGet();
			mutex.unlock();
		}
	}

	/** One process. */
	private final class Member implements AutoCloseable {

		private final Relay wire = new Relay(TestConsul.address());

		private final SharedConsul consul = new SharedConsul(
				new ConsulConnection(this.wire.address(), PATIENT.requestTimeout()));

		private final Crowd roles;

		private final ConsulMutexes mutexes;

		Member(String name) {
			String scope = RolesAndMutexesLoadTests.this.scope;
			this.roles = new Crowd(name, scope, this.consul, PATIENT, ROLES);
			this.mutexes = new ConsulMutexes(new Candidate("leader", scope, name, null), PATIENT, true, this.consul);
		}

		@Override
		public void close() {
			this.consul.close();
			this.roles.close();
			this.mutexes.close();
			this.wire.close();
		}

	}

}

package io.github.consulleader.mutex;

import java.time.Duration;
import java.util.UUID;

import io.github.consulleader.agent.ConsulAgent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** Mutexes while Consul does not answer, or has forgotten everything. */
@Timeout(90)
class OutageTests {

	private final ConsulAgent agent = ConsulAgent.dev();

	private final String scope = "outage-" + UUID.randomUUID();

	private final MutexProcess process = new MutexProcess(this.agent.httpAddress(), this.scope);

	private final Mutex mutex = this.process.mutex("job");

	@AfterEach
	void close() {
		this.process.close();
		this.agent.close();
	}

	@Test
	@Tag("F1")
	void aHolderThatIsCutOffStopsBelievingWithinTheSessionsTtl() {
		this.mutex.lock(null);
		this.agent.pause();
		await().atMost(Duration.ofSeconds(15)).pollInSameThread().until(() -> !this.mutex.isHeldByCurrentThread());
		assertThat(this.mutex.tryLock()).isFalse();
		assertThatExceptionOfType(LostMutexException.class).isThrownBy(this.mutex::unlock);
		this.agent.resume();
		this.mutex.lock(null);
		this.mutex.unlock();
	}

	@Test
	void unlockingAndTryingAreBoundedWhileConsulDoesNotAnswer() {
		this.mutex.lock(null);
		this.agent.pause();
		long start = System.nanoTime();
		this.mutex.unlock();
		assertThat(this.process.mutex("other").tryLock()).isFalse();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(9));
		this.agent.resume();
		this.mutex.lock(null);
		this.mutex.unlock();
	}

	@Test
	@Tag("F13")
	void locksAgainAfterConsulHasForgottenEverything() {
		this.mutex.lock(null);
		this.agent.kill();
		this.agent.start();
		assertThatExceptionOfType(LostMutexException.class).isThrownBy(this.mutex::unlock);
		this.mutex.lock(null);
		assertThat(this.mutex.isHeldByCurrentThread()).isTrue();
		this.mutex.unlock();
	}

}

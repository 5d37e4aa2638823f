package io.github.consulleader.mutex;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import io.github.consulleader.agent.ConsulAgent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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

	/** By its own clock: how busy the machine is does not matter. */
	@Test
	@Tag("F1")
	@Tag("T24")
	void aHolderThatIsCutOffStopsBelievingWithinConfidence() {
		this.mutex.lock(null);
		CompletableFuture<String> told = new CompletableFuture<>();
		this.mutex.whenLost(told::complete);
		this.agent.pause();
		long cut = System.nanoTime();
		long lastYes = cut;
		for (long asked = cut; this.mutex.isHeldByCurrentThread(); asked = System.nanoTime()) {
			lastYes = asked;
			assertThat(Duration.ofNanos(asked - cut)).isLessThan(Duration.ofSeconds(30));
		}
		assertThat(Duration.ofNanos(lastYes - cut)).isLessThanOrEqualTo(MutexProcess.CONFIDENCE);
		assertThat(told).succeedsWithin(Duration.ofSeconds(30)).asString().contains("did not confirm");
		assertThat(this.mutex.tryLock()).isFalse();
		assertThatExceptionOfType(LostMutexException.class).isThrownBy(() -> this.mutex.renew(null));
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

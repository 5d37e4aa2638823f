package io.github.consulleader.mutex;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.github.consulleader.consul.Entry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a holder that dies leaves behind, and who may enter then. */
@Tag("consul")
@Tag("T24")
@Timeout(60)
class MutexCrashTests extends MutexFixture {

	private static final Duration LOCK_DELAY = Duration.ofSeconds(1);

	private CompletableFuture<Long> entry(MutexProcess process) {
		return later(() -> {
			process.mutex("job").lock(null);
			long entered = System.nanoTime();
			process.mutex("job").unlock();
			return entered;
		});
	}

	@Test
	void theKeyStaysWithAnotherIndexUntilTheNextHolderGivesItBack() {
		this.mutex.lock(null);
		Entry held = this.operator.entry("job").orElseThrow();
		assertThat(LockText.read(held.value())).isEqualTo(new LockText("me", LOCK_DELAY));
		this.operator.destroyHolder("job");
		Entry left = this.operator.entry("job").orElseThrow();
		assertThat(left.session()).isNull();
		assertThat(left.modifyIndex()).isGreaterThan(held.modifyIndex());
		assertThat(left.value()).isEqualTo(held.value());
		assertThat(entry(this.two)).succeedsWithin(Duration.ofSeconds(30));
		assertThat(this.operator.entry("job")).isEmpty();
	}

	/** No session ever held it, so Consul knows of no lock-delay. */
	@Test
	void lockDelayIsCountedThoughTheServerHasForgottenIt() throws InterruptedException {
		Duration recorded = LOCK_DELAY.plusMillis(500);
		long written = System.nanoTime();
		this.operator.write("job", new LockText("it", recorded).write(), KeyState.LOCK_FLAGS);
		assertThat(this.mutex.tryLock()).isFalse();
		assertThat(this.mutex.tryLock(Duration.ofMillis(300), null)).isFalse();
		assertThat(Duration.ofNanos(entry(this.one).join() - written)).isGreaterThanOrEqualTo(recorded);
	}

	@Test
	void aFreeKeyOfSomebodyElseIsTakenAtOnce() {
		this.operator.write("job", "", KeyState.LOCK_FLAGS);
		assertThat(this.mutex.tryLock()).isTrue();
		this.mutex.unlock();
		assertThat(this.operator.entry("job")).isEmpty();
	}

	@Test
	void aHeldKeyThatSomebodyWroteToSaysAgainWhatItIs() {
		this.mutex.lock(null);
		long token = this.mutex.token();
		this.operator.write("job", "hello", 0);
		await().until(() -> LockText.read(this.operator.entry("job").orElseThrow().value()) != null);
		assertThat(this.operator.entry("job").orElseThrow().flags()).isEqualTo(KeyState.LOCK_FLAGS);
		assertThat(this.mutex.isHeldByCurrentThread()).isTrue();
		assertThat(this.mutex.token()).isEqualTo(token);
		this.mutex.unlock();
		assertThat(this.operator.entry("job")).isEmpty();
	}

	@Test
	void closingLeavesNoTicketBehind() {
		this.two.mutex("job").lock(null);
		CompletableFuture<Long> waiting = entry(this.one);
		await().until(() -> this.operator.tickets() == 1);
		this.one.mutexes().close();
		assertThat(waiting).isCompletedExceptionally();
		assertThat(this.operator.tickets()).isZero();
		this.two.mutex("job").unlock();
	}

}

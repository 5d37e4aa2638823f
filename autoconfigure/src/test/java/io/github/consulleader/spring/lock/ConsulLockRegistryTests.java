package io.github.consulleader.spring.lock;

import java.time.Duration;
import java.util.ConcurrentModificationException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;

import io.github.consulleader.consul.TestConsul;
import io.github.consulleader.mutex.MutexProcess;
import io.github.consulleader.mutex.KeyOperator;
import io.github.consulleader.time.Ticker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.integration.support.locks.DistributedLock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

@Tag("consul")
@Timeout(60)
@SuppressWarnings("LockNotBeforeTry") // what happens in between is what is tried
class ConsulLockRegistryTests {

	private final String scope = "registry-" + UUID.randomUUID();

	private final MutexProcess one = new MutexProcess(TestConsul.troubledAddress(), this.scope);

	private final MutexProcess two = new MutexProcess(TestConsul.troubledAddress(), this.scope);

	private final KeyOperator operator = new KeyOperator(TestConsul.address(), this.scope);

	private final AtomicLong nanos = new AtomicLong();

	private final ConsulLockRegistry here = new ConsulLockRegistry(this.one.mutexes(), null, new Ticker() {

		@Override
		public long monotonicNanos() {
			return ConsulLockRegistryTests.this.nanos.get();
		}

		@Override
		public long wallMillis() {
			return 0;
		}

	});

	private final ConsulLockRegistry there = new ConsulLockRegistry(this.two.mutexes());

	@AfterEach
	void close() {
		this.one.close();
		this.two.close();
		this.operator.close();
	}

	@Test
	void locksExcludeEachOtherOverProcesses() throws InterruptedException {
		Lock lock = this.here.obtain("job");
		lock.lock();
		Lock other = this.there.obtain("job");
		assertThat(other.tryLock()).isFalse();
		assertThat(other.tryLock(200, TimeUnit.MILLISECONDS)).isFalse();
		lock.unlock();
		assertThat(other.tryLock(10, TimeUnit.SECONDS)).isTrue();
		other.unlock();
	}

	@Test
	void theSameKeyGivesTheSameLock() {
		assertThat(this.here.obtain("job")).isSameAs(this.here.obtain("job"));
		assertThatIllegalArgumentException().isThrownBy(() -> this.here.obtain(null));
	}

	@Test
	void runsWhatIsToRunLocked() throws Exception {
		assertThat(this.here.<String, RuntimeException>executeLocked("job",
				() -> this.operator.holder("job").isPresent() ? "locked" : "free"))
			.isEqualTo("locked");
		this.there.obtain("job").lock();
		assertThatExceptionOfType(TimeoutException.class)
			.isThrownBy(() -> this.here.<RuntimeException>executeLocked("job", Duration.ofMillis(100), () -> {
			}));
		this.there.obtain("job").unlock();
	}

	@Test
	@Tag("F51")
	@Tag("T28")
	void aThreadThatDoesNotHoldItCannotUnlockOrRenewIt() {
		ConsulLock lock = this.here.obtain("job");
		assertThatExceptionOfType(IllegalMonitorStateException.class).isThrownBy(lock::unlock)
			.withMessageContaining("own");
		assertThatExceptionOfType(IllegalMonitorStateException.class).isThrownBy(() -> this.here.renewLock("job"));
		assertThatExceptionOfType(IllegalMonitorStateException.class)
			.isThrownBy(() -> this.here.renewLock("job", Duration.ofSeconds(1)));
	}

	@Test
	@Tag("F51")
	void unlockTellsThatTheTtlWasOver() throws InterruptedException {
		DistributedLock lock = this.here.obtain("job");
		assertThat(lock.tryLock(Duration.ofSeconds(5), Duration.ofMillis(200))).isTrue();
		this.there.obtain("job").lock();
		assertThatExceptionOfType(ConcurrentModificationException.class).isThrownBy(lock::unlock);
		this.there.obtain("job").unlock();
		lock.lock(Duration.ofSeconds(30));
		this.here.renewLock("job", Duration.ofSeconds(60));
		this.here.renewLock("job");
		lock.unlock();
	}

	@Test
	@Tag("F5")
	void aReentrantTryLockKnowsThatTheSessionWasLost() {
		DistributedLock lock = this.here.obtain("job");
		lock.lock();
		this.operator.destroyHolder("job");
		await().pollInSameThread().until(() -> {
			boolean held = lock.tryLock();
			if (held) {
				lock.unlock();
			}
			return !held;
		});
		assertThatExceptionOfType(ConcurrentModificationException.class).isThrownBy(lock::unlock);
	}

	@Test
	@Tag("F51")
	void expiresOnlyWhatIsUnused() {
		DistributedLock unused = this.here.obtain("unused");
		DistributedLock held = this.here.obtain("held");
		DistributedLock awaited = this.here.obtain("awaited");
		held.lock();
		this.there.obtain("awaited").lock();
		CompletableFuture<Void> waiter = CompletableFuture.runAsync(() -> {
			awaited.lock();
			awaited.unlock();
		});
		await().until(() -> this.one.mutexes().inUse("awaited"));
		this.nanos.set(Duration.ofSeconds(10).toNanos());
		this.here.expireUnusedOlderThan(10_000);
		assertThat(this.here.obtain("unused")).isSameAs(unused);
		this.nanos.set(Duration.ofSeconds(21).toNanos());
		this.here.expireUnusedOlderThan(10_000);
		assertThat(this.here.obtain("held")).isSameAs(held);
		assertThat(this.here.obtain("awaited")).isSameAs(awaited);
		assertThat(this.here.obtain("unused")).isNotSameAs(unused);
		held.unlock();
		this.there.obtain("awaited").unlock();
		waiter.join();
	}

	@Test
	void hasNoConditions() {
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> this.here.obtain("job").newCondition());
	}

	@Test
	void closingGivesBackWhatIsHeld() {
		this.here.obtain("job").lock();
		this.here.close();
		assertThat(this.operator.holder("job")).isEmpty();
		assertThat(this.there.obtain("job").tryLock()).isTrue();
	}

}

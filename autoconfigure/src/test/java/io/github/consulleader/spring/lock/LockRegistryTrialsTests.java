package io.github.consulleader.spring.lock;

import java.time.Duration;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.consulleader.consul.TestConsul;
import io.github.consulleader.mutex.MutexProcess;
import io.github.consulleader.mutex.KeyOperator;
import io.github.consulleader.spring.autoconfigure.LeaderRunner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.dao.CannotAcquireLockException;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

/** What users of other lock registries tried on ours. */
@Tag("consul")
@Timeout(120)
@SuppressWarnings("LockNotBeforeTry") // what happens in between is what is tried
class LockRegistryTrialsTests {

	private final String scope = "trials-" + UUID.randomUUID();

	private final MutexProcess one = new MutexProcess(TestConsul.address(), this.scope);

	private final MutexProcess two = new MutexProcess(TestConsul.address(), this.scope);

	private final MutexProcess cutOff = new MutexProcess(LeaderRunner.NOBODY, this.scope);

	private final KeyOperator operator = new KeyOperator(TestConsul.address(), this.scope);

	private final ConsulLockRegistry here = new ConsulLockRegistry(this.one.mutexes());

	private final ConsulLockRegistry there = new ConsulLockRegistry(this.two.mutexes());

	private final ConsulLockRegistry away = new ConsulLockRegistry(this.cutOff.mutexes());

	@AfterEach
	void close() {
		this.one.close();
		this.two.close();
		this.cutOff.close();
		this.operator.close();
	}

	@Test
	@Tag("T26")
	void refusesKeysWithoutATextOfTheirOwn() {
		for (Object key : List.of(new byte[] { 1 }, new Object(), 42L)) {
			assertThatIllegalArgumentException().isThrownBy(() -> this.here.obtain(key))
				.withMessageContaining(key.getClass().getTypeName())
				.withMessageContaining("String");
		}
	}

	@Test
	@Tag("T27")
	void remembersABoundedNumberOfLocksAndAllThatAreInUse() {
		this.here.setCacheCapacity(10);
		ConsulLock held = this.here.obtain("held");
		held.lock();
		this.there.obtain("awaited").lock();
		ConsulLock awaited = this.here.obtain("awaited");
		CompletableFuture<Void> waiter = CompletableFuture.runAsync(() -> {
			awaited.lock();
			awaited.unlock();
		});
		await().until(() -> this.one.mutexes().inUse("awaited"));
		ConsulLock first = this.here.obtain("0");
		for (int i = 1; i < 1000; i++) {
			this.here.obtain(String.valueOf(i));
		}
		assertThat(this.here.obtain("held")).isSameAs(held);
		assertThat(this.here.obtain("awaited")).isSameAs(awaited);
		assertThat(this.here.obtain("0")).isNotSameAs(first);
		held.unlock();
		this.there.obtain("awaited").unlock();
		waiter.join();
	}

	/** A round trip to the loop for each took 40 s for a million. */
	@Test
	@Tag("T27")
	void expiresManyAtOnce() {
		this.here.setCacheCapacity(2_000_000);
		List<ConsulLock> known = new ArrayList<>();
		for (int i = 0; i < 100_000; i++) {
			known.add(this.here.obtain(String.valueOf(i)));
		}
		this.here.expireUnusedOlderThan(-1);
		assertThat(this.here.obtain("99999")).isNotSameAs(known.get(99_999));
	}

	@Test
	@Tag("T30")
	void anEndlessTimeIsAnEndlessTime() throws InterruptedException {
		assertThat(this.here.obtain("job").tryLock(Long.MAX_VALUE, TimeUnit.DAYS)).isTrue();
		CompletableFuture<Boolean> waiter = CompletableFuture.supplyAsync(() -> {
			try {
				return this.there.obtain("job").tryLock(Duration.ofSeconds(Long.MAX_VALUE), Duration.ofDays(1));
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		});
		await().until(() -> this.two.mutexes().inUse("job"));
		this.here.obtain("job").unlock();
		assertThat(waiter.join()).isTrue();
	}

	@Test
	@Tag("T30")
	void lockEndsWhereConsulStaysAway() {
		this.away.setUnavailableTimeout(Duration.ofMillis(200));
		assertThatExceptionOfType(CannotAcquireLockException.class).isThrownBy(this.away.obtain("job")::lock);
		assertThatExceptionOfType(CannotAcquireLockException.class)
			.isThrownBy(this.away.obtain("job")::lockInterruptibly);
	}

	@Test
	@Tag("T30")
	void aLockIsRenewedByTheSchedulerAsLongAsItIsHeld() throws InterruptedException {
		ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
		scheduler.initialize();
		this.here.setRenewalTaskScheduler(scheduler);
		ConsulLock lock = this.here.obtain("job");
		try {
			lock.lock(Duration.ofSeconds(1));
			assertThat(this.there.obtain("job").tryLock(3, TimeUnit.SECONDS)).isFalse();
			assertThat(lock.isHeldByCurrentThread()).isTrue();
			lock.unlock();
			assertThat(this.there.obtain("job").tryLock(10, TimeUnit.SECONDS)).isTrue();
			this.there.obtain("job").unlock();
		}
		finally {
			scheduler.shutdown();
		}
	}

	@Test
	@Tag("T30")
	void aDefaultTtlEndsWhatNamesNone() {
		ConsulLockRegistry limited = new ConsulLockRegistry(this.one.mutexes(), Duration.ofMillis(200));
		limited.obtain("job").lock();
		this.there.obtain("job").lock();
		assertThat(limited.obtain("job").isHeldByCurrentThread()).isFalse();
		this.there.obtain("job").unlock();
	}

	/** Somebody who writes the key without being a lock is told of, not waited for. */
	@Test
	@Tag("T30")
	void saysThatAKeyIsNoLock() {
		this.operator.write("job", "not a lock", 0);
		assertThatExceptionOfType(CannotAcquireLockException.class).isThrownBy(this.here.obtain("job")::lock)
			.withMessageContaining("job");
		this.operator.delete("job");
	}

	@Test
	@Tag("T45")
	void showsItsTokenAndTellsWhenItIsLost() throws InterruptedException {
		ConsulLock lock = this.here.obtain("job");
		lock.lock();
		long first = lock.token();
		lock.unlock();
		assertThat(lock.isHeldByCurrentThread()).isFalse();
		lock.lock();
		assertThat(lock.token()).isGreaterThan(first);
		BlockingQueue<String> lost = new LinkedBlockingQueue<>();
		lock.whenLost(lost::add);
		this.operator.destroyHolder("job");
		assertThat(lost.poll(60, TimeUnit.SECONDS)).isNotBlank();
		assertThat(lock.isHeldByCurrentThread()).isFalse();
		assertThatExceptionOfType(ConcurrentModificationException.class).isThrownBy(lock::unlock);
	}

	@Test
	@Tag("T45")
	void tellsThatConsulIsAwayFromThatALockIsHeld() throws InterruptedException {
		assertThatExceptionOfType(CannotAcquireLockException.class).isThrownBy(this.away.obtain("job")::tryLock);
		assertThat(this.away.obtain("job").tryLock(10, TimeUnit.MILLISECONDS)).isFalse();
		await().until(() -> this.away.problem() != null);
		assertThat(this.away.obtain("job").problem()).isEqualTo(this.away.problem());
		this.there.obtain("job").lock();
		assertThat(this.here.obtain("job").tryLock()).isFalse();
		assertThat(this.here.obtain("job").problem()).isNull();
		this.there.obtain("job").unlock();
	}

}

package io.github.consulleader.mutex;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** How a mutex is lost, and how its holder hears of it. */
@Tag("consul")
@Timeout(60)
class MutexLossTests extends MutexFixture {

	@Test
	@Tag("F5")
	void seesTheLossOfItsSession() {
		this.mutex.lock(null);
		this.operator.destroyHolder("job");
		await().pollInSameThread().until(() -> !this.mutex.isHeldByCurrentThread());
		assertThat(this.mutex.tryLock()).isFalse();
		assertThatExceptionOfType(LostMutexException.class).isThrownBy(this.mutex::unlock)
			.withMessageContaining("session");
		this.mutex.lock(null);
		assertThat(this.mutex.isHeldByCurrentThread()).isTrue();
		this.mutex.unlock();
	}

	@Test
	@Tag("F51")
	void letsOthersInAfterALossThoughTheHolderHasNotUnlocked() {
		this.mutex.lock(null);
		this.operator.delete("job");
		assertThat(elsewhere(() -> {
			this.mutex.lock(null);
			this.mutex.unlock();
			return true;
		})).isTrue();
		assertThatExceptionOfType(LostMutexException.class).isThrownBy(this.mutex::unlock)
			.withMessageContaining("deleted");
	}

	@Test
	void isNotFooledByAWriteToItsKey() {
		this.mutex.lock(null);
		this.operator.write("job", "hello", 0);
		this.mutex.renew(null);
		this.mutex.unlock();
		assertThat(this.operator.entry("job")).isEmpty();
	}

	@Test
	void keepsLockDelayAfterTheHoldersSessionWasDestroyed() {
		this.mutex.lock(null);
		CompletableFuture<Long> waiter = later(() -> {
			this.two.mutex("job").lock(null);
			long taken = System.nanoTime();
			this.two.mutex("job").unlock();
			return taken;
		});
		await().until(() -> this.two.mutexes().waiting("job") == 1);
		long destroyed = System.nanoTime();
		this.operator.destroyHolder("job");
		assertThat(Duration.ofNanos(waiter.join() - destroyed)).isBetween(Duration.ofMillis(900),
				Duration.ofSeconds(10));
		assertThatExceptionOfType(LostMutexException.class).isThrownBy(this.mutex::unlock);
	}

	@Test
	@Tag("F51")
	void releasesByItselfAtTheEndOfItsTtl() {
		this.mutex.lock(Duration.ofMillis(300));
		assertThat(elsewhere(() -> this.two.mutex("job").tryLock(Duration.ofSeconds(20), null))).isTrue();
		assertThat(this.mutex.isHeldByCurrentThread()).isFalse();
		assertThatExceptionOfType(LostMutexException.class).isThrownBy(this.mutex::unlock).withMessageContaining("ttl");
		assertThat(this.operator.holder("job")).isPresent();
	}

	@Test
	void renewalMovesTheDeadlineOn() {
		this.mutex.lock(Duration.ofSeconds(2));
		long start = System.nanoTime();
		await().pollInSameThread().until(() -> {
			this.mutex.renew(null);
			return System.nanoTime() - start > Duration.ofSeconds(3).toNanos();
		});
		this.mutex.renew(Duration.ofMillis(100));
		await().pollInSameThread().until(() -> !this.mutex.isHeldByCurrentThread());
		assertThatExceptionOfType(LostMutexException.class).isThrownBy(() -> this.mutex.renew(null));
		assertThatExceptionOfType(LostMutexException.class).isThrownBy(this.mutex::unlock);
		assertThatExceptionOfType(IllegalMonitorStateException.class).isThrownBy(() -> this.mutex.renew(null));
	}

	@Test
	@Tag("F27")
	void closingFreesWhatIsHeldAndTellsItsHolder() {
		this.mutex.lock(null);
		CompletableFuture<Boolean> waiter = later(() -> {
			this.one.mutex("job").lock(null);
			return true;
		});
		await().until(() -> this.one.mutexes().waiting("job") == 1);
		this.one.mutexes().close();
		assertThat(this.operator.holder("job")).isEmpty();
		assertThatThrownBy(waiter::join).hasCauseInstanceOf(MutexException.class);
		assertThatExceptionOfType(LostMutexException.class).isThrownBy(this.mutex::unlock)
			.withMessageContaining("closed");
		assertThatExceptionOfType(MutexException.class).isThrownBy(() -> this.mutex.lock(null));
		assertThat(this.two.mutex("job").tryLock()).as("no lock-delay after a clean release").isTrue();
	}

}

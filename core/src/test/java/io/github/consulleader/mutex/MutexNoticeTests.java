package io.github.consulleader.mutex;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** How a holder hears of its loss before it asks. */
@Tag("consul")
@Tag("T24")
@Timeout(60)
class MutexNoticeTests extends MutexFixture {

	private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

	@Test
	void isCalledOnceWithTheReasonOnAThreadOfTheCallbacks() throws InterruptedException {
		this.mutex.lock(null);
		this.mutex.whenLost((why) -> this.told.add(Thread.currentThread().getName() + ": " + why));
		this.operator.delete("job");
		assertThat(this.told.poll(30, TimeUnit.SECONDS)).contains("deleted").doesNotContain("mutex-test");
		this.mutex.whenLost(this.told::add);
		assertThat(this.told.poll(30, TimeUnit.SECONDS)).as("at once").contains("deleted");
		assertThatExceptionOfType(LostMutexException.class).isThrownBy(this.mutex::unlock);
		assertThat(this.told).isEmpty();
	}

	@Test
	void isNotCalledAfterACleanUnlock() {
		this.mutex.lock(null);
		this.mutex.whenLost(this.told::add);
		this.mutex.interruptWhenLost();
		this.mutex.unlock();
		this.operator.delete("job");
		this.one.mutexes().close();
		assertThat(this.told).isEmpty();
		assertThat(Thread.interrupted()).isFalse();
	}

	@Test
	void interruptsTheHolderAndTakesThatBackWhenItUnlocks() {
		this.mutex.lock(null);
		this.mutex.interruptWhenLost();
		this.operator.destroyHolder("job");
		await().pollInSameThread().until(Thread.currentThread()::isInterrupted);
		assertThatExceptionOfType(LostMutexException.class).isThrownBy(this.mutex::unlock);
		assertThat(Thread.interrupted()).as("ours").isFalse();
	}

	@Test
	void interruptsWhatWaitsUnderTheMutex() {
		CompletableFuture<Boolean> interrupted = later(() -> {
			this.mutex.lock(Duration.ofMillis(500));
			this.mutex.interruptWhenLost();
			try {
				return new CountDownLatch(1).await(30, TimeUnit.SECONDS);
			}
			catch (InterruptedException ex) {
				return true;
			}
		});
		assertThat(interrupted.join()).isTrue();
	}

	@Test
	void anInterruptionOfAnotherMutexOutlastsTheUnlockOfThisOne() {
		Mutex outer = this.one.mutex("outer");
		outer.lock(null);
		outer.interruptWhenLost();
		this.mutex.lock(null);
		this.mutex.interruptWhenLost();
		this.operator.destroyHolder("job");
		await().pollInSameThread().until(() -> !this.mutex.isHeldByCurrentThread() && !outer.isHeldByCurrentThread());
		await().pollInSameThread().until(Thread.currentThread()::isInterrupted);
		await().pollInSameThread().until(() -> isInterruptedFor("outer") && isInterruptedFor("job"));
		assertThatExceptionOfType(LostMutexException.class).isThrownBy(this.mutex::unlock);
		assertThat(Thread.currentThread().isInterrupted()).isTrue();
		assertThatExceptionOfType(LostMutexException.class).isThrownBy(outer::unlock);
		assertThat(Thread.interrupted()).isFalse();
	}

	private boolean isInterruptedFor(String key) {
		ThreadHold holding = this.one.mutexes().holdings().mine(key);
		return holding != null && holding.isInterrupted();
	}

	@Test
	void aStrangerHasNothingToLose() {
		assertThatExceptionOfType(IllegalMonitorStateException.class)
			.isThrownBy(() -> this.mutex.whenLost(this.told::add));
		assertThatExceptionOfType(IllegalMonitorStateException.class).isThrownBy(this.mutex::interruptWhenLost);
	}

}

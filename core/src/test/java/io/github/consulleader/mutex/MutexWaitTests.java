package io.github.consulleader.mutex;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Who waits for a mutex, and what an interrupt does to those who wait or hold it. */
@Tag("consul")
@Timeout(60)
class MutexWaitTests extends MutexFixture {

	@Test
	void timesOutWhileAnotherProcessHoldsIt() throws InterruptedException {
		this.mutex.lock(null);
		long start = System.nanoTime();
		assertThat(this.two.mutex("job").tryLock(Duration.ofMillis(300), null)).isFalse();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(300),
				Duration.ofSeconds(5));
		this.mutex.unlock();
	}

	@Test
	void handsOverToAWaitingProcess() {
		this.mutex.lock(null);
		CompletableFuture<Boolean> waiter = later(() -> this.two.mutex("job").tryLock(Duration.ofSeconds(20), null));
		await().until(() -> this.two.mutexes().waiting("job") == 1);
		assertThat(waiter).isNotDone();
		this.mutex.unlock();
		assertThat(waiter.join()).isTrue();
	}

	@Test
	void servesWaitersOfAProcessInOrder() {
		this.mutex.lock(null);
		List<Integer> order = Collections.synchronizedList(new ArrayList<>());
		List<CompletableFuture<Boolean>> waiters = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			int number = i;
			waiters.add(later(() -> {
				this.mutex.lock(null);
				order.add(number);
				this.mutex.unlock();
				return true;
			}));
			int expected = i + 1;
			await().until(() -> this.one.mutexes().waiting("job") == expected);
		}
		this.mutex.unlock();
		waiters.forEach(CompletableFuture::join);
		assertThat(order).containsExactly(0, 1, 2, 3, 4);
	}

	@Test
	void anInterruptedWaiterDoesNotGetIt() {
		this.mutex.lock(null);
		CompletableFuture<Thread> thread = new CompletableFuture<>();
		CompletableFuture<Boolean> waiter = later(() -> {
			thread.complete(Thread.currentThread());
			this.two.mutex("job").lockInterruptibly();
			return true;
		});
		await().until(() -> this.two.mutexes().waiting("job") == 1);
		thread.join().interrupt();
		assertThatThrownBy(waiter::join).hasCauseInstanceOf(InterruptedException.class);
		this.mutex.unlock();
		this.mutex.lock(null);
		this.mutex.unlock();
		assertThat(this.operator.holder("job")).isEmpty();
	}

	@Test
	@Tag("F29")
	void anInterruptedThreadCanUnlock() {
		this.mutex.lock(null);
		Thread.currentThread().interrupt();
		this.mutex.unlock();
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.operator.holder("job")).isEmpty();
	}

	@Test
	@Tag("F29")
	void interruptsNeverLeaveItLocked() {
		for (int i = 0; i < 30; i++) {
			CompletableFuture<Thread> thread = new CompletableFuture<>();
			CompletableFuture<Boolean> worker = later(() -> {
				thread.complete(Thread.currentThread());
				while (true) {
					this.mutex.lockInterruptibly();
					this.mutex.unlock();
				}
			});
			thread.join().interrupt();
			assertThatThrownBy(worker::join).hasCauseInstanceOf(InterruptedException.class);
		}
		await().atMost(Duration.ofSeconds(1)).until(() -> this.operator.holder("job").isEmpty());
	}

}

package io.github.consulleader.mutex;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.github.consulleader.consul.TestConsul;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

@Tag("consul")
@Timeout(60)
class MutexTests {

	private final String scope = "mutex-" + UUID.randomUUID();

	private final MutexProcess one = new MutexProcess(TestConsul.address(), this.scope);

	private final MutexProcess two = new MutexProcess(TestConsul.address(), this.scope);

	private final Operator operator = new Operator(TestConsul.address(), this.scope);

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final Mutex mutex = this.one.mutex("job");

	@AfterEach
	void close() {
		this.threads.shutdownNow();
		this.one.close();
		this.two.close();
		this.operator.close();
	}

	private <T> T elsewhere(Callable<T> task) {
		return later(task).join();
	}

	private <T> CompletableFuture<T> later(Callable<T> task) {
		CompletableFuture<T> result = new CompletableFuture<>();
		Future<?> unused = this.threads.submit(() -> {
			try {
				result.complete(task.call());
			}
			catch (Exception ex) {
				result.completeExceptionally(ex);
			}
		});
		return result.orTimeout(45, TimeUnit.SECONDS);
	}

	@Test
	void excludesOtherThreadsAndOtherProcessesUntilItIsUnlocked() {
		this.mutex.lock(null);
		assertThat(this.mutex.isHeldByCurrentThread()).isTrue();
		assertThat(elsewhere(() -> this.one.mutex("job").tryLock())).isFalse();
		assertThat(this.two.mutex("job").tryLock()).isFalse();
		this.mutex.unlock();
		assertThat(this.mutex.isHeldByCurrentThread()).isFalse();
		assertThat(this.two.mutex("job").tryLock()).isTrue();
		assertThat(elsewhere(() -> this.mutex.tryLock())).isFalse();
		this.two.mutex("job").unlock();
	}

	@Test
	void leavesNothingBehind() {
		this.mutex.lock(null);
		assertThat(this.operator.holder("job")).isPresent();
		assertThat(this.operator.entry("job").orElseThrow().flags()).isEqualTo(Sight.LOCK_FLAGS);
		this.mutex.unlock();
		assertThat(this.operator.entry("job")).isEmpty();
	}

	@Test
	void isReentrantByThread() throws InterruptedException {
		this.mutex.lock(null);
		assertThat(this.one.mutex("job").tryLock()).isTrue();
		assertThat(this.mutex.tryLock(Duration.ofSeconds(1), null)).isTrue();
		this.mutex.lockInterruptibly();
		for (int i = 0; i < 3; i++) {
			this.mutex.unlock();
			assertThat(this.operator.holder("job")).isPresent();
		}
		this.mutex.unlock();
		assertThat(this.operator.holder("job")).isEmpty();
	}

	@Test
	@Tag("F51")
	void cannotBeUnlockedByAThreadThatDoesNotHoldIt() {
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(this.mutex::unlock)
			.withMessageContaining("job");
		this.mutex.lock(null);
		assertThatThrownBy(() -> elsewhere(() -> {
			this.mutex.unlock();
			return true;
		})).hasCauseInstanceOf(IllegalStateException.class);
		assertThat(this.mutex.isHeldByCurrentThread()).isTrue();
		this.mutex.unlock();
	}

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
	void losesNoUpdate() {
		int[] counter = new int[1];
		List<CompletableFuture<Boolean>> workers = new ArrayList<>();
		for (int i = 0; i < 10; i++) {
			Mutex shared = ((i % 2 == 0) ? this.one : this.two).mutex("counter");
			workers.add(later(() -> {
				for (int n = 0; n < 200; n++) {
					shared.lock(null);
					try {
						counter[0] = counter[0] + 1;
					}
					finally {
						shared.unlock();
					}
				}
				return true;
			}));
		}
		workers.forEach(CompletableFuture::join);
		assertThat(counter[0]).isEqualTo(2000);
	}

	@Test
	@Tag("F9")
	void givesARisingToken() {
		long last = 0;
		for (int i = 0; i < 3; i++) {
			for (MutexProcess process : List.of(this.one, this.two)) {
				Mutex taken = process.mutex("job");
				taken.lock(null);
				assertThat(taken.token()).isGreaterThan(last);
				last = taken.token();
				taken.unlock();
			}
		}
	}

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
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> this.mutex.renew(null));
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

	@Test
	@Tag("F51")
	void keysThatLookAlikeDoNotMeet() {
		List<String> keys = List.of("", "%", ".", "..", "a/b", "a%2Fb", "a b", "ä", "a");
		List<Mutex> held = keys.stream().map(this.one::mutex).toList();
		held.forEach((each) -> each.lock(null));
		assertThat(this.operator.holder("a%2Fb")).isPresent();
		assertThat(this.operator.holder("a%252Fb")).isPresent();
		assertThat(this.operator.holder("%C3%A4")).isPresent();
		assertThat(this.operator.holder("%")).isPresent();
		keys.forEach((key) -> assertThat(this.two.mutex(key).tryLock()).as(key).isFalse());
		held.forEach(Mutex::unlock);
		keys.forEach((key) -> assertThat(this.two.mutex(key).tryLock()).as(key).isTrue());
	}

	@Test
	void refusesAKeyThatIsNoLock() {
		this.operator.write("job", "{}", Long.parseUnsignedLong("16210313421097356768"));
		assertThatExceptionOfType(MutexException.class).isThrownBy(() -> this.mutex.lock(null))
			.withMessageContaining("/mutex/job/.lock");
		assertThatExceptionOfType(MutexException.class).isThrownBy(this.mutex::tryLock);
		assertThat(this.operator.entry("job").orElseThrow().value()).isEqualTo("{}");
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

package io.github.consulleader;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.consulleader.time.ThreadedEventLoop;
import io.github.consulleader.time.Ticker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CallbackThreadsTests {

	private final ThreadedEventLoop loop = new ThreadedEventLoop("callback-threads-tests", Ticker.system(),
			(failure) -> {
			});

	private final CallbackThreads threads = new CallbackThreads("app", this.loop);

	private final CountDownLatch blocked = new CountDownLatch(1);

	@AfterEach
	void close() {
		this.blocked.countDown();
		this.threads.close();
		this.loop.close();
	}

	private void block(CountDownLatch begun) {
		block(this.threads, begun);
	}

	private void block(CallbackThreads executor, CountDownLatch begun) {
		executor.execute(() -> {
			begun.countDown();
			try {
				this.blocked.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		});
	}

	@Test
	void aFewDoForManyThatReturnSoon() throws InterruptedException {
		Set<Thread> used = ConcurrentHashMap.newKeySet();
		CountDownLatch done = new CountDownLatch(200);
		for (int i = 0; i < 200; i++) {
			this.threads.execute(() -> {
				used.add(Thread.currentThread());
				done.countDown();
			});
		}
		assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
		assertThat(used).allMatch(Thread::isDaemon)
			.allMatch((thread) -> thread.getName().startsWith("consul-leader-app-callback-"))
			.hasSizeLessThan(20);
	}

	@Test
	void noneWaitsForOthersThatBlock() throws InterruptedException {
		CountDownLatch begun = new CountDownLatch(200);
		for (int i = 0; i < 200; i++) {
			block(begun);
		}
		assertThat(begun.await(30, TimeUnit.SECONDS)).as("all have begun").isTrue();
	}

	@Test
	void noneIsForgottenThatComesWhenAllHadThreads() throws InterruptedException {
		for (int i = 1; i < 12; i++) {
			CountDownLatch begun = new CountDownLatch(1);
			block(begun);
			assertThat(begun.await(30, TimeUnit.SECONDS)).as("callback " + i + " has begun").isTrue();
		}
	}

	@Test
	void noneIsForgottenWhereNoThreadCanBeHad() throws InterruptedException {
		AtomicInteger refusals = new AtomicInteger();
		AtomicInteger threads = new AtomicInteger();
		try (CallbackThreads scarce = new CallbackThreads((task) -> {
			if (threads.incrementAndGet() > 4 && refusals.incrementAndGet() <= 3) {
				throw new OutOfMemoryError("unable to create a thread");
			}
			return new Thread(task);
		}, this.loop)) {
			CountDownLatch begun = new CountDownLatch(20);
			for (int i = 0; i < 20; i++) {
				block(scarce, begun);
			}
			assertThat(begun.await(30, TimeUnit.SECONDS)).as("all have begun").isTrue();
			assertThat(refusals).hasValueGreaterThanOrEqualTo(3);
		}
	}

	@Test
	void nothingBeginsOnceTheyAreClosed() {
		this.threads.close();
		CountDownLatch begun = new CountDownLatch(1);
		block(begun);
		assertThat(begun.getCount()).isOne();
	}

}

package io.github.consulleader.time;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class ThreadedEventLoopTests {

	private final BlockingQueue<Throwable> errors = new LinkedBlockingQueue<>();

	private final ThreadedEventLoop loop = new ThreadedEventLoop("loop", Ticker.system(), this.errors::add);

	private final List<String> done = new CopyOnWriteArrayList<>();

	@AfterEach
	void close() {
		this.loop.close();
	}

	private void awaitTurn() throws InterruptedException {
		CountDownLatch turn = new CountDownLatch(1);
		this.loop.execute(turn::countDown);
		turn.await();
	}

	@Test
	void runsTasksInOrderOnItsOwnThread() throws Exception {
		for (int i = 0; i < 3; i++) {
			String name = Integer.toString(i);
			this.loop.execute(() -> this.done.add(name + " on " + Thread.currentThread().getName()));
		}
		awaitTurn();
		assertThat(this.done).containsExactly("0 on loop", "1 on loop", "2 on loop");
	}

	@Test
	void resumesOnTheThreadThatBringsAnAnswerWhenItHasNothingToDo() throws Exception {
		awaitTurn();
		AtomicReference<Thread> ran = new AtomicReference<>();
		while (ran.get() != Thread.currentThread()) {
			CompletableFuture<Thread> resumed = new CompletableFuture<>();
			this.loop.resume(() -> resumed.complete(Thread.currentThread()));
			ran.set(resumed.get());
		}
		assertThat(ran).hasValue(Thread.currentThread());
	}

	@Test
	void resumesOnItsOwnThreadAndInOrderWhileItIsBusy() throws Exception {
		CountDownLatch busy = new CountDownLatch(1);
		CountDownLatch begun = new CountDownLatch(1);
		this.loop.execute(() -> {
			begun.countDown();
			await(busy);
		});
		begun.await();
		this.loop.execute(() -> this.done.add("first"));
		this.loop.resume(() -> this.done.add("second on " + Thread.currentThread().getName()));
		assertThat(this.done).isEmpty();
		busy.countDown();
		awaitTurn();
		assertThat(this.done).containsExactly("first", "second on loop");
	}

	@Test
	void aThreadThatIsLentRunsWhatCameOfItsTaskBeforeItGoesOn() throws Exception {
		List<String> seen = lent();
		while (seen.isEmpty()) {
			seen = lent();
		}
		assertThat(seen).containsExactly("first", "then", "last");
	}

	/** What was done when this thread went on, or nothing if the loop was busy. */
	private List<String> lent() throws InterruptedException {
		awaitTurn();
		awaitTurn();
		Thread present = Thread.currentThread();
		List<String> steps = new CopyOnWriteArrayList<>();
		this.loop.resume(() -> {
			if (Thread.currentThread() == present) {
				this.loop.execute(() -> {
					steps.add("then");
					this.loop.resume(() -> steps.add("last"));
				});
				steps.add("first");
			}
		});
		return List.copyOf(steps);
	}

	@Test
	void runsWhatCameOfATaskAfterWhatWaitedAlready() throws Exception {
		CountDownLatch waiting = new CountDownLatch(1);
		this.loop.execute(() -> {
			await(waiting);
			this.loop.execute(() -> this.done.add("of the first"));
		});
		this.loop.execute(() -> this.done.add("second"));
		waiting.countDown();
		awaitTurn();
		// Now it has been handed over, be it behind that turn.
		awaitTurn();
		assertThat(this.done).containsExactly("second", "of the first");
	}

	@Test
	void runsOneTaskAtATimeWhoeverBringsIt() throws Exception {
		int[] count = new int[1];
		Thread[] threads = new Thread[4];
		for (int i = 0; i < threads.length; i++) {
			boolean lends = i % 2 == 0;
			threads[i] = new Thread(() -> {
				for (int n = 0; n < 50_000; n++) {
					Runnable task = () -> count[0]++;
					if (lends) {
						this.loop.resume(task);
					}
					else {
						this.loop.execute(task);
					}
				}
			});
			threads[i].start();
		}
		for (Thread thread : threads) {
			thread.join();
		}
		awaitTurn();
		CompletableFuture<Integer> counted = new CompletableFuture<>();
		this.loop.execute(() -> counted.complete(count[0]));
		assertThat(counted.get()).isEqualTo(200_000);
	}

	@Test
	void goesOnAfterATaskThatThrows() throws Exception {
		awaitTurn();
		this.loop.resume(() -> {
			this.loop.execute(() -> this.done.add("next"));
			throw new IllegalStateException("lent");
		});
		this.loop.execute(() -> {
			throw new IllegalStateException("own");
		});
		awaitTurn();
		// By now it has been handed over, be it behind that turn.
		awaitTurn();
		assertThat(this.done).containsExactly("next");
		assertThat(this.errors).extracting(Throwable::getMessage).containsExactlyInAnyOrder("lent", "own");
	}

	@Test
	void waitsForADelayUnlessItIsCancelled() throws Exception {
		BlockingQueue<String> late = new LinkedBlockingQueue<>();
		this.loop.schedule(Duration.ofMillis(20), () -> late.add("late"));
		this.loop.schedule(Duration.ofMillis(10), () -> late.add("cancelled")).cancel();
		assertThat(late.poll(30, TimeUnit.SECONDS)).isEqualTo("late");
		assertThat(late).isEmpty();
	}

	@Test
	void runsNothingMoreOnceItIsClosed() throws Exception {
		awaitTurn();
		this.loop.resume(() -> {
			this.loop.execute(() -> this.done.add("of the last"));
			this.loop.close();
		});
		this.loop.execute(() -> this.done.add("executed"));
		this.loop.resume(() -> this.done.add("resumed"));
		this.loop.schedule(Duration.ZERO, () -> this.done.add("scheduled"));
		assertThat(this.done).isEmpty();
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}

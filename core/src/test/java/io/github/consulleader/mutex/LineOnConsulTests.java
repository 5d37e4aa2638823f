package io.github.consulleader.mutex;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.Consistency;
import io.github.consulleader.consul.Consul;
import io.github.consulleader.consul.Entry;
import io.github.consulleader.consul.Listing;
import io.github.consulleader.consul.Operation;
import io.github.consulleader.consul.SessionSpec;
import io.github.consulleader.consul.TestConsul;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Processes that wait in line for a mutex on a real Consul. */
@Tag("consul")
@Tag("F33")
@Timeout(60)
class LineOnConsulTests {

	private static final Duration GENEROUS = Duration.ofSeconds(30);

	private final String scope = "line-" + UUID.randomUUID();

	private final String folder = "test/" + this.scope + "/mutex/job";

	private final List<MutexProcess> processes = new ArrayList<>();

	@AfterEach
	void close() {
		this.processes.parallelStream().forEach(MutexProcess::close);
	}

	private MutexProcess process() {
		MutexProcess added = new MutexProcess(TestConsul.troubledAddress(), this.scope);
		this.processes.add(added);
		return added;
	}

	private static <T> T done(CompletableFuture<Answer<T>> future) {
		Answer<T> answer = future.orTimeout(30, TimeUnit.SECONDS).join();
		assertThat(answer).isInstanceOf(Answer.Done.class);
		return ((Answer.Done<T>) answer).value();
	}

	/** How many wait in line. */
	private int length(Consul consul) {
		Listing all = done(consul.list(this.folder, Consistency.QUORUM));
		return (int) all.entries().stream().map(Entry::key).filter((key) -> key.contains("/.wait/")).count();
	}

	@Test
	void everybodyInLineGetsItAndNobodyLeavesATicketBehind() throws Exception {
		MutexProcess holder = process();
		holder.mutex("job").lock(null);
		BlockingQueue<Integer> order = new LinkedBlockingQueue<>();
		List<CompletableFuture<Void>> waiting = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			int number = i;
			Mutex mutex = process().mutex("job");
			waiting.add(CompletableFuture.runAsync(() -> {
				mutex.lock(null);
				order.add(number);
				mutex.unlock();
			}, (task) -> new Thread(task).start()));
			await().atMost(GENEROUS).until(() -> length(holder.consul()) == number + 1);
		}
		holder.mutex("job").unlock();
		for (CompletableFuture<Void> one : waiting) {
			one.get(30, TimeUnit.SECONDS);
		}
		// In which order is politeness, not a promise: whoever stalls is passed.
		assertThat(order).containsExactlyInAnyOrder(0, 1, 2, 3);
		await().atMost(GENEROUS).until(() -> length(holder.consul()) == 0);
	}

	@Test
	void whoGivesUpLeavesTheLine() throws Exception {
		MutexProcess holder = process();
		holder.mutex("job").lock(null);
		MutexProcess other = process();
		CompletableFuture<Boolean> tried = new CompletableFuture<>();
		Thread thread = new Thread(() -> {
			try {
				tried.complete(other.mutex("job").tryLock(GENEROUS, null));
			}
			catch (InterruptedException ex) {
				tried.complete(false);
			}
		});
		thread.start();
		await().atMost(GENEROUS).until(() -> length(holder.consul()) == 1);
		thread.interrupt();
		assertThat(tried.get(30, TimeUnit.SECONDS)).isFalse();
		await().atMost(GENEROUS).until(() -> length(holder.consul()) == 0);
		assertThat(other.mutex("job").tryLock()).isFalse();
		assertThat(length(holder.consul())).isZero();
	}

	@Test
	void nobodyWaitsForOneThatDoesNotCome() {
		MutexProcess holder = process();
		holder.mutex("job").lock(null);
		Consul consul = holder.consul();
		String deaf = done(consul
			.createSession(new SessionSpec("deaf", Duration.ofSeconds(10), Duration.ofSeconds(1), List.of())));
		done(consul
			.transact(List.of(new Operation.Lock(this.folder + "/.wait/" + deaf, deaf, "", KeyState.LOCK_FLAGS))));
		MutexProcess other = process();
		CompletableFuture<Void> locked = CompletableFuture.runAsync(() -> other.mutex("job").lock(null));
		await().atMost(GENEROUS).until(() -> length(consul) == 2);
		holder.mutex("job").unlock();
		assertThat(locked).succeedsWithin(GENEROUS);
		done(consul.destroySession(deaf));
	}

	/**
	 * A view from before a ticket was given up shows it when this process has forgotten
	 * the mutex: it makes its acquaintance again before anybody asks for it.
	 */
	@Test
	@Tag("F51")
	void aMutexThatWasSeenBeforeItWasAskedForIsGivenBack() {
		StickyTickets wire = new StickyTickets();
		MutexProcess process = new MutexProcess(TestConsul.address(), this.scope, wire::over);
		this.processes.add(process);
		process.mutex("other").lock(null);
		String session = session(process.consul(), "other");
		wire.stick();
		done(process.consul()
			.transact(
					List.of(new Operation.Lock(this.folder + "/.wait/" + session, session, "", KeyState.LOCK_FLAGS))));
		await().atMost(GENEROUS).until(wire::hasHeld);
		Mutex mutex = process.mutex("job");
		mutex.lock(null);
		assertThat(session(process.consul(), "job")).isEqualTo(session);
		mutex.unlock();
		Mutex others = process().mutex("job");
		assertThat(CompletableFuture.runAsync(() -> others.lock(null))).succeedsWithin(GENEROUS);
	}

	private String session(Consul consul, String key) {
		String path = "test/" + this.scope + "/mutex/" + key + "/.lock";
		return String.valueOf(done(consul.list(path, Consistency.QUORUM)).entries().get(0).session());
	}

}

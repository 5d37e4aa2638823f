package io.github.consulleader.mutex;

import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.github.consulleader.consul.TestConsul;
import org.junit.jupiter.api.AfterEach;

/** Two processes with their mutexes on a real Consul, and an operator who meddles. */
abstract class MutexFixture {

	private final String scope = "mutex-" + UUID.randomUUID();

	final MutexProcess one = new MutexProcess(TestConsul.troubledAddress(), this.scope);

	final MutexProcess two = new MutexProcess(TestConsul.troubledAddress(), this.scope);

	final KeyOperator operator = new KeyOperator(TestConsul.address(), this.scope);

	private final ExecutorService threads = Executors.newCachedThreadPool();

	final Mutex mutex = this.one.mutex("job");

	@AfterEach
	void close() {
		this.threads.shutdownNow();
		this.one.close();
		this.two.close();
		this.operator.close();
	}

	<T> T elsewhere(Callable<T> task) {
		return later(task).join();
	}

	<T> CompletableFuture<T> later(Callable<T> task) {
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

}

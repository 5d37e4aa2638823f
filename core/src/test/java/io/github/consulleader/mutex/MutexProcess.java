package io.github.consulleader.mutex;

import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

import io.github.consulleader.consul.Consul;
import io.github.consulleader.consul.ConsulConnection;
import io.github.consulleader.consul.HttpConsul;
import io.github.consulleader.role.Candidate;
import io.github.consulleader.role.Timings;
import io.github.consulleader.session.SessionPlan;
import io.github.consulleader.time.ThreadedEventLoop;
import io.github.consulleader.time.Ticker;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What one process has of mutexes: its own client, loop and session. Lock-delay 1 s.
 */
public final class MutexProcess implements AutoCloseable {

	static final Duration CONFIDENCE = Duration.ofMillis(900);

	private static final Duration REQUEST_TIMEOUT = Duration.ofMillis(700);

	private final HttpConsul consul;

	private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

	private final ThreadedEventLoop loop = new ThreadedEventLoop("mutex-test", Ticker.system(), this::failed);

	private final ExecutorService callbacks = Executors.newCachedThreadPool();

	private final Mutexes mutexes;

	/**
	 * Starts a process.
	 * @param address of Consul
	 * @param scope that it shares with others
	 */
	public MutexProcess(URI address, String scope) {
		this(address, scope, (consul) -> consul);
	}

	MutexProcess(URI address, String scope, UnaryOperator<Consul> wire) {
		this(address, scope, REQUEST_TIMEOUT, wire);
	}

	MutexProcess(URI address, String scope, Duration requestTimeout, UnaryOperator<Consul> wire) {
		this.consul = new HttpConsul(new ConsulConnection(address, requestTimeout));
		Timings timings = new Timings(Duration.ofSeconds(3), Duration.ofSeconds(1), Duration.ofSeconds(1), CONFIDENCE,
				Duration.ZERO, Duration.ofMillis(150), requestTimeout, Duration.ofSeconds(10), Duration.ofSeconds(3),
				Duration.ofSeconds(20));
		SessionPlan plan = new SessionPlan("mutex", new Candidate("test", scope, "me", null),
				UUID.randomUUID().toString(), timings, true);
		this.mutexes = new Mutexes(wire.apply(this.consul), this.loop, plan, null, this.callbacks);
	}

	/** Lets nobody wait for what will not come any more. */
	private void failed(Throwable thrown) {
		if (this.failure.compareAndSet(null, thrown)) {
			CompletableFuture<Void> unused = CompletableFuture.runAsync(this.mutexes::close);
		}
	}

	/**
	 * Returns its mutexes.
	 * @return the mutexes
	 */
	public Mutexes mutexes() {
		return this.mutexes;
	}

	/**
	 * Returns a mutex of its.
	 * @param key the key
	 * @return the mutex
	 */
	public Mutex mutex(String key) {
		return this.mutexes.mutex(key);
	}

	/**
	 * Returns its client.
	 * @return the client
	 */
	public HttpConsul consul() {
		return this.consul;
	}

	@Override
	public void close() {
		this.mutexes.close();
		this.callbacks.shutdown();
		this.consul.close();
		this.loop.close();
		assertThat(this.failure.get()).as("what was thrown on the loop").isNull();
	}

}

package io.github.consulleader.mutex;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import io.github.consulleader.consul.ConsulConnection;
import io.github.consulleader.consul.HttpConsul;
import io.github.consulleader.consul.TestConsul;
import io.github.consulleader.role.Candidate;
import io.github.consulleader.role.Timings;
import io.github.consulleader.session.SessionPlan;
import io.github.consulleader.time.ThreadedEventLoop;
import io.github.consulleader.time.Ticker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * A defect of ours that throws on the event loop costs what is held, and nothing more.
 */
@Tag("consul")
@Timeout(60)
class MutexRecoveryTests {

	/** Nothing but what a test does may end a session, however busy the machine is. */
	private static final Timings TIMINGS = new Timings(Duration.ofSeconds(10), Duration.ofSeconds(1),
			Duration.ofSeconds(1), Duration.ofMillis(900), Duration.ZERO, Duration.ofMillis(150),
			Duration.ofMillis(700), Duration.ofSeconds(30), Duration.ofSeconds(2), Duration.ofSeconds(20));

	private final String scope = "recovery-" + UUID.randomUUID();

	private final FailingWire wire = new FailingWire();

	private final HttpConsul consul = new HttpConsul(
			new ConsulConnection(TestConsul.address(), TIMINGS.requestTimeout()));

	private final ThreadedEventLoop loop = new ThreadedEventLoop("recovery", Ticker.system(), this::recover);

	private final Mutexes mutexes = new Mutexes(this.wire.over(this.consul), this.loop,
			new SessionPlan("mutex", new Candidate("test", this.scope, "me", null), "nonce", TIMINGS, true), null,
			Runnable::run);

	private final KeyOperator operator = new KeyOperator(TestConsul.address(), this.scope);

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final Mutex mutex = this.mutexes.mutex("job");

	private void recover(Throwable failure) {
		this.mutexes.recover(failure);
	}

	@AfterEach
	void close() {
		this.threads.shutdownNow();
		this.mutexes.close();
		this.loop.close();
		this.consul.close();
		this.operator.close();
	}

	private void failOnTheLoop() {
		this.loop.execute(() -> {
			throw new IllegalStateException("deliberate: on the loop");
		});
	}

	private String holder() {
		return String.valueOf(this.operator.entry("job").orElseThrow().session());
	}

	private CompletableFuture<String> holderElsewhere() {
		return CompletableFuture.supplyAsync(() -> {
			this.mutex.lock(null);
			String holder = holder();
			this.mutex.unlock();
			return holder;
		}, this.threads).orTimeout(45, TimeUnit.SECONDS);
	}

	@Test
	void whatIsHeldIsLostAndALaterLockIsOfANewSession() {
		this.mutex.lock(null);
		String session = holder();
		failOnTheLoop();
		await().until(() -> !this.mutex.isHeldByCurrentThread());
		assertThatExceptionOfType(LostMutexException.class).isThrownBy(this.mutex::unlock)
			.withMessageContaining("deliberate: on the loop");
		this.mutex.lock(null);
		assertThat(this.mutex.isHeldByCurrentThread()).isTrue();
		assertThat(holder()).isNotEqualTo(session);
		this.mutex.unlock();
		assertThat(this.operator.entry("job")).isEmpty();
	}

	@Test
	void whoWaitsGetsItInANewSession() {
		this.mutex.lock(null);
		String session = holder();
		CompletableFuture<String> waiting = holderElsewhere();
		await().until(() -> this.mutexes.waiting("job") == 1);
		failOnTheLoop();
		assertThat(waiting.join()).isNotEqualTo(session);
		assertThatExceptionOfType(LostMutexException.class).isThrownBy(this.mutex::unlock);
	}

	@ParameterizedTest
	@ValueSource(strings = { "self", "register", "pass", "createSession", "list", "transact" })
	void aRequestThatFailsBeforeTheFirstLockIsHeldOnlyDelaysIt(String request) {
		this.wire.failNext(request);
		assertThat(holderElsewhere().join()).isNotEmpty();
		assertThat(this.wire.isArmed()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "watch", "pass", "renewSession" })
	void aRequestThatFailsWhileItIsHeldCostsTheHold(String request) {
		this.mutex.lock(null);
		String session = holder();
		this.wire.failNext(request);
		// News, after which there is another watch.
		this.operator.write("other", "", 0);
		await().atMost(Duration.ofSeconds(25)).until(() -> !this.mutex.isHeldByCurrentThread());
		assertThat(holderElsewhere().join()).isNotEqualTo(session);
		assertThatExceptionOfType(LostMutexException.class).isThrownBy(this.mutex::unlock)
			.withMessageContaining("deliberate: " + request);
	}

	@ParameterizedTest
	@ValueSource(strings = { "transact", "destroySession" })
	void closesAfterAFailure(String request) {
		this.mutex.lock(null);
		this.wire.failNext(request);
		failOnTheLoop();
		assertThat(CompletableFuture.runAsync(this.mutexes::close)).succeedsWithin(20, TimeUnit.SECONDS);
	}

}

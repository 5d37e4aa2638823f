package io.github.consulleader.session;

import java.time.Duration;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.ConsulConnection;
import io.github.consulleader.consul.HttpConsul;
import io.github.consulleader.consul.Refusal;
import io.github.consulleader.consul.TestConsul;
import io.github.consulleader.role.Candidate;
import io.github.consulleader.role.Timings;
import io.github.consulleader.time.ThreadedEventLoop;
import io.github.consulleader.time.Ticker;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Tag("consul")
@Timeout(60)
class SessionKeeperAgentTests implements SessionListener {

	private final HttpConsul consul = new HttpConsul(
			new ConsulConnection(TestConsul.address(), Duration.ofSeconds(10)));

	private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

	private final ThreadedEventLoop loop = new ThreadedEventLoop("session-test", Ticker.system(), this.failures::add);

	private final SessionPlan plan = new SessionPlan("roles", new Candidate("test", "app", "me", null),
			UUID.randomUUID().toString(), Timings.balanced(), true);

	private final SessionKeeper keeper = new SessionKeeper(this.consul, this.loop, this.plan, this, "dc1");

	private final BlockingQueue<String> begun = new LinkedBlockingQueue<>();

	private final BlockingQueue<String> ended = new LinkedBlockingQueue<>();

	@Override
	public void sessionBegan(String sessionId, boolean checked) {
		assertThat(checked).isTrue();
		this.begun.add(sessionId);
	}

	@Override
	public void sessionEnded(String sessionId, String why) {
		this.ended.add(sessionId);
	}

	@Override
	public void problem(@Nullable String problem) {
	}

	@AfterEach
	void close() {
		this.loop.close();
		this.consul.close();
		assertThat(this.failures).as("what was thrown on the loop").isEmpty();
	}

	private String begin() throws InterruptedException {
		this.loop.execute(this.keeper::start);
		return next();
	}

	private String next() throws InterruptedException {
		String session = this.begun.poll(20, TimeUnit.SECONDS);
		assertThat(session).isNotNull();
		return session;
	}

	private boolean isAlive(String session) {
		return this.consul.renewSession(session).join() instanceof Answer.Done;
	}

	@Test
	void stoppingLeavesNeitherSessionNorCheck() throws InterruptedException {
		String session = begin();
		assertThat(isAlive(session)).isTrue();
		CompletableFuture<Boolean> stopped = new CompletableFuture<>();
		this.loop.execute(() -> {
			CompletableFuture<Void> unused = this.keeper.stop().thenAccept(stopped::complete);
		});
		assertThat(stopped.orTimeout(20, TimeUnit.SECONDS).join()).isTrue();
		assertThat(isAlive(session)).isFalse();
		assertThat(this.consul.pass(new SessionNames(this.plan).checkId()).join()).isInstanceOfSatisfying(
				Answer.Refused.class, (refused) -> assertThat(refused.refusal()).isEqualTo(Refusal.CHECK_MISSING));
		assertThat(this.ended).containsExactly(session);
	}

	@Test
	@Tag("F13")
	void beginsAnewWhenAnOperatorDestroysTheSession() throws InterruptedException {
		String session = begin();
		this.consul.destroySession(session).join();
		this.loop.execute(this.keeper::suspect);
		assertThat(next()).isNotEqualTo(session);
		assertThat(this.ended).containsExactly(session);
	}

	@Test
	void beginsAnewWhenItsCheckWasRemoved() throws InterruptedException {
		String session = begin();
		this.consul.deregister(new SessionNames(this.plan).serviceId()).join();
		String another = next();
		assertThat(another).isNotEqualTo(session);
		assertThat(isAlive(another)).isTrue();
	}

	@Test
	void aDeadLoopDoesNotKeepTheSession() throws InterruptedException {
		String session = begin();
		this.loop.close();
		await().atMost(Duration.ofSeconds(8)).pollInterval(Duration.ofMillis(200)).until(() -> !isAlive(session));
	}

	@Test
	void aliveSessionOutlivesItsCheckAndItsTtlManyTimes() throws InterruptedException {
		String session = begin();
		assertThat(this.ended.poll(7, TimeUnit.SECONDS)).isNull();
		assertThat(isAlive(session)).isTrue();
	}

}

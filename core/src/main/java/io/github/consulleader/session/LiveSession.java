package io.github.consulleader.session;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

import io.github.consulleader.consul.Ack;
import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.Consul;
import io.github.consulleader.consul.Refusal;
import io.github.consulleader.time.Backoff;
import io.github.consulleader.time.EventLoop;
import io.github.consulleader.time.EventLoop.Timer;
import io.github.consulleader.time.Stamp;
import org.jspecify.annotations.Nullable;

/**
 * One session from its beginning to its end: one renew timer and, if it hangs on a check,
 * one heartbeat timer. Once it is over it is deaf, so that an answer to a request of this
 * session can do nothing to the next one (F7). All on the event loop.
 */
final class LiveSession {

	private final Consul consul;

	private final EventLoop loop;

	private final Requests requests;

	private final SessionPlan plan;

	private final SessionNames names;

	private final Problems problems;

	private final Consumer<String> ended;

	private final Backoff renewPause;

	private final Backoff repairPause;

	private final String id;

	private final boolean checked;

	private boolean over;

	private boolean proven;

	private boolean renewing;

	private boolean renewAgain;

	private boolean repairing;

	private Duration renewEvery;

	private volatile Stamp aliveAt;

	private @Nullable Timer renewTimer;

	private @Nullable Timer heartbeatTimer;

	LiveSession(Consul consul, EventLoop loop, SessionPlan plan, RandomGenerator random, Problems problems, String id,
			boolean checked, Stamp asked, Consumer<String> ended) {
		this.consul = consul;
		this.loop = loop;
		this.requests = new Requests(loop);
		this.plan = plan;
		this.names = new SessionNames(plan);
		this.problems = problems;
		this.id = id;
		this.checked = checked;
		this.aliveAt = asked;
		this.ended = ended;
		this.renewEvery = plan.timings().renewEvery();
		this.renewPause = new Backoff(Duration.ofMillis(100), this.renewEvery, random);
		this.repairPause = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5), random);
	}

	String id() {
		return this.id;
	}

	boolean checked() {
		return this.checked;
	}

	Stamp aliveAt() {
		return this.aliveAt;
	}

	/** Whether it lived to be renewed. */
	boolean proven() {
		return this.proven;
	}

	void begin() {
		this.renewTimer = this.loop.schedule(this.renewEvery, this::renew);
		if (this.checked) {
			heartbeat();
		}
	}

	void end() {
		this.over = true;
		cancel(this.renewTimer);
		cancel(this.heartbeatTimer);
	}

	private static void cancel(@Nullable Timer timer) {
		if (timer != null) {
			timer.cancel();
		}
	}

	void renew() {
		if (this.over) {
			return;
		}
		if (this.renewing) {
			// The answer on its way may be older than what made somebody ask.
			this.renewAgain = true;
			return;
		}
		this.renewing = true;
		cancel(this.renewTimer);
		Stamp sent = this.loop.ticker().stamp();
		this.requests.ask(this.consul.renewSession(this.id), (answer) -> renewed(sent, answer));
	}

	private void renewed(Stamp sent, Answer<Duration> answer) {
		this.renewing = false;
		if (this.over) {
			return;
		}
		if (answer instanceof Answer.Refused<Duration> refused && refused.refusal() == Refusal.SESSION_GONE) {
			this.ended.accept(refused.detail());
			return;
		}
		Duration next;
		if (answer instanceof Answer.Done<Duration> done) {
			this.proven = true;
			this.aliveAt = sent;
			this.renewPause.reset();
			this.problems.clear(Problems.Source.RENEWAL);
			this.renewEvery = renewEvery(done.value());
			next = this.renewEvery;
		}
		else {
			this.problems.report(Problems.Source.RENEWAL, "session is not renewed: " + Requests.detail(answer)
					+ (isDenied(answer) ? ". The token lacks the rule " + this.names.missingSessionRule() : ""));
			next = this.renewPause.next();
		}
		if (this.renewAgain) {
			this.renewAgain = false;
			next = Duration.ZERO;
		}
		this.renewTimer = this.loop.schedule(next, this::renew);
	}

	/** A server under load hands out a longer TTL, and wants to be asked less often. */
	private Duration renewEvery(Duration granted) {
		Duration asked = this.plan.timings().renewEvery();
		boolean longer = granted.compareTo(this.plan.timings().sessionTtl()) > 0;
		return (longer && granted.dividedBy(3).compareTo(asked) > 0) ? granted.dividedBy(3) : asked;
	}

	private void heartbeat() {
		this.heartbeatTimer = this.loop.schedule(this.plan.timings().heartbeat(), this::heartbeat);
		this.requests.ask(this.consul.pass(this.names.checkId()), this::passed);
	}

	private void passed(Answer<Ack> answer) {
		if (this.over) {
			return;
		}
		if (answer instanceof Answer.Done) {
			this.repairPause.reset();
			this.problems.clear(Problems.Source.HEARTBEAT);
			return;
		}
		this.problems.report(Problems.Source.HEARTBEAT, "check is not passed: " + Requests.detail(answer)
				+ (isDenied(answer) ? ". The token lacks the rule " + this.names.missingServiceRule() : ""));
		if (answer instanceof Answer.Refused<Ack> refused && refused.refusal() == Refusal.CHECK_MISSING) {
			renew();
			repair();
		}
	}

	/**
	 * Registers the check anew: if the servers have not noticed yet that it was lost, the
	 * session lives on. If they have, renewing tells.
	 */
	private void repair() {
		if (this.repairing) {
			return;
		}
		this.repairing = true;
		this.loop.schedule(this.repairPause.next(), () -> {
			if (!this.over) {
				this.requests.ask(this.consul.register(this.names.registration()), (answer) -> repaired());
			}
		});
	}

	private void repaired() {
		this.repairing = false;
		if (!this.over) {
			this.requests.ask(this.consul.pass(this.names.checkId()), this::passed);
		}
	}

	private static boolean isDenied(Answer<?> answer) {
		return answer instanceof Answer.Refused<?> refused && refused.refusal() == Refusal.DENIED;
	}

}

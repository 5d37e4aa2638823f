package io.github.consulleader.session;

import java.time.Duration;
import java.util.random.RandomGenerator;

import io.github.consulleader.consul.Ack;
import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.Consul;
import io.github.consulleader.consul.Refusal;
import io.github.consulleader.time.Backoff;
import io.github.consulleader.time.EventLoop;
import io.github.consulleader.time.EventLoop.Timer;
import org.jspecify.annotations.Nullable;

/**
 * Passes the check of one session by one timer, and mends the check where the agent has
 * lost it. On the event loop, so that a dead loop does not keep a session.
 */
final class Heartbeat {

	private final Consul consul;

	private final EventLoop loop;

	private final Requests requests;

	private final SessionPlan plan;

	private final SessionNames names;

	private final Problems problems;

	private final Backoff pause;

	private final Registrations registrations;

	private final Runnable checkLost;

	private boolean over;

	private boolean showing;

	private boolean mending;

	private boolean denied;

	private @Nullable Timer timer;

	Heartbeat(Consul consul, EventLoop loop, SessionPlan plan, RandomGenerator random, Problems problems,
			Registrations registrations, Runnable checkLost) {
		this.consul = consul;
		this.loop = loop;
		this.requests = new Requests(loop);
		this.plan = plan;
		this.names = new SessionNames(plan);
		this.problems = problems;
		this.pause = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5), random);
		this.registrations = registrations;
		this.checkLost = checkLost;
	}

	void begin() {
		this.timer = this.loop.schedule(this.plan.timings().heartbeat(), this::begin);
		this.requests.ask(this.consul.pass(this.names.checkId()), this::passed);
	}

	void end() {
		this.over = true;
		if (this.timer != null) {
			this.timer.cancel();
		}
	}

	private void passed(Answer<Ack> answer) {
		if (this.over) {
			return;
		}
		if (answer instanceof Answer.Done) {
			this.pause.reset();
			this.problems.clear(Problems.Source.HEARTBEAT);
			if (this.denied || this.registrations.isOutdated()) {
				showToken();
			}
			return;
		}
		this.denied |= Requests.isDenied(answer);
		String advice = Requests.advice(answer, this.names.missingServiceRule());
		boolean missing = answer instanceof Answer.Refused<Ack> refused && refused.refusal() == Refusal.CHECK_MISSING;
		this.problems.report(Problems.Source.HEARTBEAT, "the check is not passed: " + Requests.detail(answer) + advice);
		if (missing) {
			this.checkLost.run();
			mend();
		}
		else if (!Requests.isDenied(answer)) {
			soonAgain();
		}
	}

	/** Two lost heartbeats in a row would cost the check already, and the session. */
	private void soonAgain() {
		Duration next = this.pause.next();
		if (this.timer != null && next.compareTo(this.plan.timings().heartbeat()) < 0) {
			this.timer.cancel();
			this.timer = this.loop.schedule(next, this::begin);
		}
	}

	/**
	 * The token was changed, or has got its rights back: the agent tells the servers of a
	 * check with the token that registered it, and with one that is no more it would
	 * never say that the check fails. What is registered again keeps its status and its
	 * session.
	 */
	private void showToken() {
		if (!this.showing) {
			this.showing = true;
			this.registrations.register((answer) -> {
				this.showing = false;
				this.denied = !(answer instanceof Answer.Done);
			});
		}
	}

	/**
	 * Registers the check anew: if the servers have not noticed yet that it was lost, the
	 * session lives on.
	 */
	private void mend() {
		if (!this.mending && !this.over) {
			this.mending = true;
			this.loop.schedule(this.pause.next(), () -> {
				if (!this.over) {
					this.registrations.register((answer) -> mended());
				}
			});
		}
	}

	private void mended() {
		this.mending = false;
		if (!this.over) {
			this.requests.ask(this.consul.pass(this.names.checkId()), this::passed);
		}
	}

}

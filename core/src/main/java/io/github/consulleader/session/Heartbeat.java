package io.github.consulleader.session;

import java.time.Duration;
import java.util.random.RandomGenerator;

import io.github.consulleader.consul.Ack;
import io.github.consulleader.consul.Answer;
import io.github.consulleader.time.Backoff;
import io.github.consulleader.time.EventLoop;
import io.github.consulleader.time.EventLoop.Timer;
import org.jspecify.annotations.Nullable;

/**
 * Passes the check of one session by one timer, and mends the check where the agent has
 * lost it. On the event loop, so that a dead loop does not keep a session.
 */
final class Heartbeat {

	private final EventLoop loop;

	private final SessionPlan plan;

	private final SessionNames names;

	private final Problems problems;

	private final Backoff pause;

	private final Registrations registrations;

	private final CheckPasses passes;

	private final Runnable checkLost;

	private final Runnable affinityLost;

	private boolean over;

	private boolean showing;

	private boolean mending;

	private boolean denied;

	private boolean well = true;

	private @Nullable Timer timer;

	/**
	 * Prepares it.
	 * @param checkLost called when the check was missing
	 * @param affinityLost called when several agents answer, so that it cannot be mended
	 */
	Heartbeat(EventLoop loop, SessionPlan plan, RandomGenerator random, Problems problems, Registrations registrations,
			CheckPasses passes, Runnable checkLost, Runnable affinityLost) {
		this.loop = loop;
		this.plan = plan;
		this.names = new SessionNames(plan);
		this.problems = problems;
		this.pause = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5), random);
		this.registrations = registrations;
		this.passes = passes;
		this.checkLost = checkLost;
		this.affinityLost = affinityLost;
	}

	void begin() {
		this.timer = this.loop.schedule(this.plan.timings().heartbeat(), this::begin);
		this.passes.once(this::passed);
	}

	/** Whether the latest pass was answered well. */
	boolean isWell() {
		return this.well;
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
		if (this.passes.affinity().isLost()) {
			this.affinityLost.run();
			return;
		}
		this.well = answer instanceof Answer.Done;
		if (this.well) {
			this.pause.reset();
			this.problems.clear(Problems.Source.HEARTBEAT);
			if (this.denied || this.registrations.isOutdated()) {
				showToken();
			}
			return;
		}
		this.denied |= LoopRequests.isDenied(answer);
		if (CheckPasses.isMissing(answer)) {
			this.checkLost.run();
			lookAgain(answer);
			return;
		}
		report(answer);
		if (!LoopRequests.isDenied(answer)) {
			soonAgain();
		}
	}

	private void report(Answer<Ack> answer) {
		this.problems.report(Problems.Source.HEARTBEAT, "the check is not passed: " + LoopRequests.detail(answer)
				+ LoopRequests.advice(answer, this.names.missingServiceRule()));
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

	/** Is it missing, or did another agent answer? */
	private void lookAgain(Answer<Ack> missing) {
		if (!this.mending) {
			this.mending = true;
			this.passes.twice((answer) -> {
				if (this.over) {
					return;
				}
				if (this.passes.affinity().isLost()) {
					this.affinityLost.run();
					return;
				}
				report(missing);
				mend();
			});
		}
	}

	/**
	 * Registers the check anew: if the servers have not noticed yet that it was lost, the
	 * session lives on.
	 */
	private void mend() {
		this.loop.schedule(this.pause.next(), () -> {
			if (!this.over) {
				this.registrations.register((answer) -> mended());
			}
		});
	}

	private void mended() {
		this.mending = false;
		if (!this.over) {
			this.passes.once(this::passed);
		}
	}

}

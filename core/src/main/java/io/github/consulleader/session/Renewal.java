package io.github.consulleader.session;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.Consul;
import io.github.consulleader.consul.Refusal;
import io.github.consulleader.time.Backoff;
import io.github.consulleader.time.EventLoop;
import io.github.consulleader.time.EventLoop.Timer;
import io.github.consulleader.time.Stamp;
import org.jspecify.annotations.Nullable;

/**
 * Renews one session by one timer, until it is ended or found gone. All on the event
 * loop.
 */
final class Renewal {

	private final Consul consul;

	private final EventLoop loop;

	private final SessionPlan plan;

	private final Problems problems;

	private final Backoff pause;

	private final String id;

	private final Consumer<String> gone;

	private boolean over;

	private boolean proven;

	private boolean renewing;

	private boolean renewAgain;

	private Duration renewEvery;

	private volatile Stamp aliveAt;

	private @Nullable Timer timer;

	Renewal(Consul consul, EventLoop loop, SessionPlan plan, RandomGenerator random, Problems problems, String id,
			Stamp asked, Consumer<String> gone) {
		this.consul = consul;
		this.loop = loop;
		this.plan = plan;
		this.problems = problems;
		this.id = id;
		this.aliveAt = asked;
		this.gone = gone;
		this.renewEvery = plan.timings().renewEvery();
		this.pause = new Backoff(Duration.ofMillis(100), this.renewEvery, random);
	}

	/** When the latest request was sent whose answer showed the session. */
	Stamp aliveAt() {
		return this.aliveAt;
	}

	/** Whether the session lived to be renewed. */
	boolean proven() {
		return this.proven;
	}

	void begin() {
		this.timer = this.loop.schedule(this.renewEvery, this::now);
	}

	void end() {
		this.over = true;
		cancelTimer();
	}

	private void cancelTimer() {
		if (this.timer != null) {
			this.timer.cancel();
		}
	}

	void now() {
		if (this.over) {
			return;
		}
		if (this.renewing) {
			// The answer on its way may be older than what made somebody ask.
			this.renewAgain = true;
			return;
		}
		this.renewing = true;
		cancelTimer();
		Stamp sent = this.loop.ticker().stamp();
		new LoopRequests(this.loop).ask(this.consul.renewSession(this.id), (answer) -> answered(sent, answer));
	}

	private void answered(Stamp sent, Answer<Duration> answer) {
		this.renewing = false;
		if (this.over) {
			return;
		}
		if (answer instanceof Answer.Refused<Duration> refused && refused.refusal() == Refusal.SESSION_GONE) {
			askQuorum(refused.detail());
			return;
		}
		retryLater((answer instanceof Answer.Done<Duration> done) ? renewed(sent, done.value()) : failed(answer));
	}

	/**
	 * A server that has become leader before it has read its log knows no session at all.
	 * To believe it would be to leave the locks to a session that nobody renews, for up
	 * to twice its TTL. Seen when all servers were restarted.
	 */
	private void askQuorum(String refusal) {
		this.renewing = true;
		new LoopRequests(this.loop).ask(this.consul.hasSession(this.id), (answer) -> {
			this.renewing = false;
			if (this.over) {
				return;
			}
			if (answer instanceof Answer.Done<Boolean> known && !known.value()) {
				this.gone.accept(refusal);
				return;
			}
			retryLater(failed((answer instanceof Answer.Done<Boolean>)
					? new Answer.Unknown<>("a quorum knows it, the server that was asked does not yet: " + refusal)
					: answer));
		});
	}

	private void retryLater(Duration after) {
		Duration next = this.renewAgain ? Duration.ZERO : after;
		this.renewAgain = false;
		this.timer = this.loop.schedule(next, this::now);
	}

	private Duration renewed(Stamp sent, Duration granted) {
		this.proven = true;
		this.aliveAt = sent;
		this.pause.reset();
		// A server under load grants a longer TTL and wants to be asked less often.
		Duration asked = this.plan.timings().renewEvery();
		boolean longer = granted.compareTo(this.plan.timings().sessionTtl()) > 0;
		this.renewEvery = (longer && granted.dividedBy(3).compareTo(asked) > 0) ? granted.dividedBy(3) : asked;
		this.problems.clear(Problems.Source.RENEWAL);
		return this.renewEvery;
	}

	private Duration failed(Answer<?> answer) {
		String advice = LoopRequests.advice(answer, new SessionNames(this.plan).missingSessionRule());
		this.problems.report(Problems.Source.RENEWAL,
				"the session is not renewed: " + LoopRequests.detail(answer) + advice);
		return this.pause.next();
	}

}

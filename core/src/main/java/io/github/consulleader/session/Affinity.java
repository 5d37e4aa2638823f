package io.github.consulleader.session;

import java.time.Duration;

import io.github.consulleader.consul.Ack;
import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.Refusal;
import io.github.consulleader.time.Ticker;

/**
 * Tells several agents that answer in turn, as behind a load balancer, from one that was
 * restarted. Both say that a check is missing that was registered; but once one agent has
 * said so it does not know the check before it is registered again, so that a pass sent
 * after that and before another registration cannot succeed. Where no such proof comes,
 * losses that follow each other closely without any trouble on the way count as one.
 * Event loop only.
 */
final class Affinity {

	/** A restart may cost two: the check, and with it the session. */
	private static final int MANY = 3;

	/** Longer than the session lives after its check was lost. */
	private static final Duration CLOSELY = Duration.ofSeconds(15);

	/**
	 * What was known when a pass was sent.
	 *
	 * @param registration which registration came last
	 * @param missing whether the check was missing after it
	 */
	record Mark(int registration, boolean missing) {
	}

	private final Ticker ticker;

	private int registrations;

	private boolean missing;

	private int losses;

	private long latestLoss;

	private boolean lost;

	Affinity(Ticker ticker) {
		this.ticker = ticker;
	}

	/** A registration is sent, or answered: what was seen before counts no more. */
	void registration() {
		this.registrations++;
		this.missing = false;
	}

	/** To be taken when a pass is sent. */
	Mark mark() {
		return new Mark(this.registrations, this.missing);
	}

	/** A pass was answered. */
	void answered(Mark mark, Answer<Ack> answer) {
		if (mark.registration() != this.registrations) {
			return;
		}
		if (answer instanceof Answer.Done) {
			this.lost |= mark.missing();
		}
		else if (answer instanceof Answer.Refused<Ack> refused && refused.refusal() == Refusal.CHECK_MISSING) {
			if (!this.missing) {
				this.missing = true;
				loss();
			}
		}
		else if (answer instanceof Answer.Unknown) {
			// Perhaps the agent goes down: it will have lost the check for that reason.
			this.losses = 0;
		}
	}

	/** A session has ended though its check was passed without trouble. */
	void sessionLost() {
		if (this.losses > 0) {
			loss();
		}
	}

	private void loss() {
		long now = this.ticker.stamp().monotonicNanos();
		boolean closely = this.losses > 0 && now - this.latestLoss <= CLOSELY.toNanos();
		this.losses = closely ? this.losses + 1 : 1;
		this.latestLoss = now;
		this.lost |= this.losses >= MANY;
	}

	/** Whether several agents answer. */
	boolean isLost() {
		return this.lost;
	}

}

package io.github.consulleader.simulation;

import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * What goes wrong by chance, request by request. Everything is off until
 * {@link #strike(FaultRates)}; {@link #calm()} switches it off again. What goes wrong by
 * decision (a cut, a leader that changes, an operator) is asked of {@link ConsulModel},
 * {@link Network} and {@link VirtualProcess} themselves.
 */
public final class Faults {

	private static final long LATEST = Duration.ofSeconds(30).toNanos();

	private static final long MICRO = 1_000;

	private static final long MILLI = 1_000_000;

	private final Dice dice;

	private FaultRates rates = FaultRates.NONE;

	/**
	 * Begins without any.
	 * @param dice decide
	 */
	public Faults(Dice dice) {
		this.dice = dice;
	}

	/**
	 * Switches faults on.
	 * @param what their probabilities
	 */
	public void strike(FaultRates what) {
		this.rates = what;
	}

	/**
	 * Changes some probabilities.
	 * @param change from what is in force to what is to be
	 */
	public void strike(UnaryOperator<FaultRates> change) {
		this.rates = change.apply(this.rates);
	}

	/** Switches all faults off. */
	public void calm() {
		this.rates = FaultRates.NONE;
	}

	Dice dice() {
		return this.dice;
	}

	boolean losesRequest() {
		return this.dice.chance(this.rates.lostRequest());
	}

	boolean losesReply() {
		return this.dice.chance(this.rates.lostReply());
	}

	boolean isBusy() {
		return this.dice.chance(this.rates.busy());
	}

	boolean wakesSpuriously() {
		return this.dice.chance(this.rates.spuriousWake());
	}

	/** How long one hop of one message takes. */
	long latency() {
		long usual = this.dice.between(100 * MICRO, 400 * MICRO);
		return this.dice.chance(this.rates.slow()) ? usual + this.dice.between(0, 500 * MILLI) : usual;
	}

	/** How much later than usual a request reaches the servers. */
	long lateness() {
		return this.dice.chance(this.rates.late()) ? this.dice.between(0, LATEST) : 0;
	}

	/** How long an entry takes through the Raft log. */
	long commit() {
		long usual = this.dice.between(500 * MICRO, 1500 * MICRO);
		return this.dice.chance(this.rates.slowCommit()) ? usual + this.dice.between(0, 2000 * MILLI) : usual;
	}

	/** How long a session lives without renewal. */
	long expiry(Duration ttl) {
		long twice = 2 * ttl.toNanos();
		return this.rates.earlyExpiry() ? this.dice.between(ttl.toNanos(), twice) : twice;
	}

	/** How long gossip takes to notice that a node is gone. */
	long gossip() {
		return this.dice.between(5200 * MILLI, 7900 * MILLI);
	}

}

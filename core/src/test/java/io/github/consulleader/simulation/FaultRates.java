package io.github.consulleader.simulation;

/**
 * How often things go wrong.
 *
 * @param lostRequest probability that a request never arrives
 * @param lostReply probability that what was carried out is never told
 * @param late probability that a request arrives up to 30 s late, as when an agent or
 * server held it
 * @param slow probability that one hop takes up to half a second longer
 * @param slowCommit probability that the Raft log stalls for up to 2 s
 * @param busy probability of a 429
 * @param spuriousWake probability that a watch returns without a change
 * @param earlyExpiry whether sessions expire anywhere between once and twice their TTL
 * rather than at twice
 */
public record FaultRates(double lostRequest, double lostReply, double late, double slow, double slowCommit, double busy,
		double spuriousWake, boolean earlyExpiry) {

	/** Nothing goes wrong. */
	public static final FaultRates NONE = new FaultRates(0, 0, 0, 0, 0, 0, 0, false);

	/**
	 * Throws a mixture: each kind is absent, rare or frequent.
	 * @param dice what to throw with
	 * @return the mixture
	 */
	static FaultRates random(Dice dice) {
		return new FaultRates(rate(dice, 0.2), rate(dice, 0.2), rate(dice, 0.2), rate(dice, 0.3), rate(dice, 0.05),
				rate(dice, 0.1), rate(dice, 0.3), dice.chance(0.5));
	}

	private static double rate(Dice dice, double frequent) {
		return switch (dice.upTo(3)) {
			case 0 -> 0;
			case 1 -> frequent / 10;
			default -> frequent;
		};
	}

}

package io.github.consulleader.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.consulleader.role.Timings;

/**
 * What one seed stands for.
 *
 * @param timings of each process
 * @param users how many threads each process has
 * @param keys the mutexes that they want
 * @param gossipCheck whether sessions hang on gossip
 * @param storm how long things go wrong
 * @param pause mean time between two troubles
 * @param troubles what may go wrong by decision
 * @param rates what may go wrong by chance
 * @param slowness probability that user code is slow
 * @param attention probability that all holders are asked after a step, so that in some
 * seeds nothing is remembered of an answer that nobody asked for
 */
record MutexScenario(List<Timings> timings, int users, List<String> keys, boolean gossipCheck, Duration storm,
		Duration pause, Set<Trouble> troubles, FaultRates rates, double slowness, double attention) implements Weather {

	private static final Set<Trouble> OF_ROLES = EnumSet.of(Trouble.WITHDRAW, Trouble.YIELD, Trouble.ROLLING_RESTART);

	MutexScenario {
		timings = List.copyOf(timings);
		keys = List.copyOf(keys);
		troubles = Set.copyOf(troubles);
	}

	/** One seed in ten is a calm one. */
	static MutexScenario any(Dice dice) {
		return dice.chance(0.1) ? calm(dice) : stormy(dice);
	}

	static MutexScenario stormy(Dice dice) {
		return new MutexScenario(timings(2 + dice.upTo(3), dice), 1 + dice.upTo(3), keys(dice), dice.chance(0.7),
				dice.between(Duration.ofSeconds(8), Duration.ofSeconds(30)),
				dice.between(Duration.ofMillis(200), Duration.ofSeconds(3)), troubles(dice),
				dice.chance(0.3) ? FaultRates.NONE : FaultRates.random(dice), dice.chance(0.3) ? 0.2 : 0,
				dice.of(List.of(1.0, 1.0, 0.1, 0.0)));
	}

	static MutexScenario calm(Dice dice) {
		return new MutexScenario(timings(2 + dice.upTo(3), dice), 1 + dice.upTo(3), keys(dice), true,
				dice.between(Duration.ofSeconds(3), Duration.ofSeconds(8)), Duration.ofSeconds(1),
				dice.chance(0.5) ? Set.of() : Set.of(Trouble.RESTART), FaultRates.NONE, 0, 1);
	}

	/** Clocks that are further apart than they may be, and ambushes. */
	static MutexScenario untrue(Dice dice) {
		int processes = 2 + dice.upTo(3);
		return new MutexScenario(Collections.nCopies(processes, Timings.balanced()), 2, List.of("key-0"), true,
				Duration.ofSeconds(40), Duration.ofSeconds(1), Set.of(Trouble.AMBUSH, Trouble.CLOCK_LIES),
				FaultRates.NONE, 0, 1);
	}

	/** The same with other troubles. */
	MutexScenario withTroubles(Set<Trouble> others) {
		return new MutexScenario(this.timings, this.users, this.keys, this.gossipCheck, this.storm, this.pause, others,
				this.rates, this.slowness, this.attention);
	}

	@Override
	public boolean isCalm() {
		return this.rates.equals(FaultRates.NONE)
				&& this.troubles.stream().allMatch((trouble) -> trouble == Trouble.RESTART);
	}

	Duration longestConfidence() {
		return longest(this.timings.stream().map(Timings::confidence));
	}

	Duration longestLockDelay() {
		return longest(this.timings.stream().map(Timings::lockDelay));
	}

	/** In which Consul ends a session that nobody renews, and opens what it held. */
	Duration longestBound() {
		return longest(this.timings.stream().map(Timings::worstCaseTakeOverWithoutCheck));
	}

	private static Duration longest(Stream<Duration> all) {
		return all.max(Duration::compareTo).orElse(Duration.ZERO);
	}

	private static List<String> keys(Dice dice) {
		return IntStream.rangeClosed(0, dice.upTo(3)).mapToObj((i) -> "key-" + i).toList();
	}

	private static List<Timings> timings(int count, Dice dice) {
		List<Timings> presets = List.of(Timings.balanced(), Timings.balanced(), Timings.fast(), Timings.steady());
		boolean mixed = dice.chance(0.3);
		Timings common = dice.of(presets);
		List<Timings> timings = new ArrayList<>(Collections.nCopies(count, common));
		timings.replaceAll((each) -> mixed ? dice.of(presets) : each);
		return timings;
	}

	/** A third of all storms is made of many kinds of trouble, the others of few. */
	private static Set<Trouble> troubles(Dice dice) {
		List<Trouble> all = Stream.of(Trouble.values())
			.filter((one) -> one != Trouble.CLOCK_LIES && !Trouble.PLOTS.contains(one) && !OF_ROLES.contains(one))
			.toList();
		int third = dice.upTo(3);
		int kinds = (third == 0) ? 1 + dice.upTo(all.size()) : (third == 1) ? 1 + dice.upTo(3) : dice.upTo(2);
		Set<Trouble> troubles = EnumSet.noneOf(Trouble.class);
		if (third == 2) {
			troubles.add(Trouble.AMBUSH);
		}
		for (int i = 0; i < kinds; i++) {
			troubles.add(dice.of(all));
		}
		return troubles;
	}

}

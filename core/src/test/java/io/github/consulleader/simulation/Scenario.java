package io.github.consulleader.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import io.github.consulleader.role.Role;
import io.github.consulleader.role.Timings;

/**
 * What one seed stands for.
 *
 * @param instances how many processes
 * @param roles the roles that all of them want
 * @param timings each process's timings
 * @param gossipCheck whether sessions hang on gossip
 * @param storm how long things go wrong
 * @param pause mean time between two troubles
 * @param troubles what may go wrong by decision
 * @param rates what may go wrong by chance
 * @param slowness probability that user code is slow
 */
record Scenario(int instances, List<Role> roles, List<Timings> timings, boolean gossipCheck, Duration storm,
		Duration pause, Set<Trouble> troubles, FaultRates rates, double slowness) {

	private static final Timings FAST = new Timings(Duration.ofMillis(750), Duration.ofMillis(250),
			Duration.ofMillis(600), Duration.ofMillis(540), Duration.ZERO, Duration.ofMillis(150),
			Duration.ofMillis(300), Duration.ofSeconds(10), Duration.ofSeconds(3), Duration.ofSeconds(20));

	private static final Timings STEADY = new Timings(Duration.ofSeconds(10), Duration.ofSeconds(3),
			Duration.ofSeconds(25), Duration.ofSeconds(22), Duration.ZERO, Duration.ofSeconds(2), Duration.ofSeconds(2),
			Duration.ofSeconds(10), Duration.ofSeconds(3), Duration.ofSeconds(20));

	Scenario {
		roles = List.copyOf(roles);
		timings = List.copyOf(timings);
		troubles = Set.copyOf(troubles);
	}

	/** Some processes, some roles, and a mixture of troubles. */
	static Scenario stormy(Dice dice) {
		int instances = 2 + dice.upTo(3);
		return new Scenario(instances, roles(1 + dice.upTo(3)), timings(instances, dice), dice.chance(0.7),
				dice.between(Duration.ofSeconds(10), Duration.ofSeconds(40)),
				dice.between(Duration.ofMillis(200), Duration.ofSeconds(3)), troubles(dice), FaultRates.random(dice),
				dice.chance(0.5) ? 0.2 : 0);
	}

	Duration longestLockDelay() {
		return this.timings.stream().map(Timings::lockDelay).max(Duration::compareTo).orElse(Duration.ZERO);
	}

	/**
	 * A third of all storms is made of many kinds of trouble, a third of few, and a third
	 * of ambushes with at most one other kind.
	 */
	private static Set<Trouble> troubles(Dice dice) {
		List<Trouble> all = List.of(Trouble.values());
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

	/** Nobody is there, so the promises cannot be kept. */
	static Scenario deserted(Dice dice) {
		return new Scenario(0, roles(1), List.of(), true, dice.between(Duration.ZERO, Duration.ofSeconds(1)),
				Duration.ofSeconds(1), Set.of(), FaultRates.NONE, 0);
	}

	/** Nothing goes wrong. */
	static Scenario calm(Dice dice) {
		int instances = 2 + dice.upTo(3);
		return new Scenario(instances, roles(1 + dice.upTo(3)), timings(instances, dice), true, Duration.ofSeconds(5),
				Duration.ofSeconds(1), Set.of(), FaultRates.NONE, 0);
	}

	boolean isCalm() {
		return this.troubles.isEmpty() && this.rates.equals(FaultRates.NONE);
	}

	private static List<Role> roles(int count) {
		List<Role> roles = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			roles.add(Role.of("role-" + i));
		}
		return roles;
	}

	private static List<Timings> timings(int count, Dice dice) {
		List<Timings> presets = List.of(Timings.balanced(), Timings.balanced(), FAST, STEADY);
		List<Timings> timings = new ArrayList<>();
		boolean mixed = dice.chance(0.2);
		Timings common = dice.of(presets);
		for (int i = 0; i < count; i++) {
			timings.add(mixed ? dice.of(presets) : common);
		}
		return timings;
	}

}

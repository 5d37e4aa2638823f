package io.github.consulleader.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.github.consulleader.role.Role;
import io.github.consulleader.role.Timings;
import io.github.consulleader.role.WhenStuck;

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
 * @param whenStuck what is done about work that will not end
 */
record Scenario(int instances, List<Role> roles, List<Timings> timings, boolean gossipCheck, Duration storm,
		Duration pause, Set<Trouble> troubles, FaultRates rates, double slowness,
		WhenStuck whenStuck) implements Weather {

	private static final Timings FAST = new Timings(Duration.ofMillis(750), Duration.ofMillis(250),
			Duration.ofMillis(600), Duration.ofMillis(540), Duration.ZERO, Duration.ofMillis(150),
			Duration.ofMillis(300), Duration.ofSeconds(10), Duration.ofSeconds(3), Duration.ofSeconds(20));

	private static final Timings STEADY = new Timings(Duration.ofSeconds(10), Duration.ofSeconds(3),
			Duration.ofSeconds(25), Duration.ofSeconds(22), Duration.ZERO, Duration.ofSeconds(2), Duration.ofSeconds(2),
			Duration.ofSeconds(10), Duration.ofSeconds(3), Duration.ofSeconds(20));

	private static final List<Trouble> ORDERLY = List.of(Trouble.YIELD, Trouble.RESTART, Trouble.WITHDRAW,
			Trouble.ROLLING_RESTART);

	private static final List<Trouble> PLOTS = Trouble.PLOTS.stream().sorted().toList();

	Scenario {
		roles = List.copyOf(roles);
		timings = List.copyOf(timings);
		troubles = Set.copyOf(troubles);
	}

	/** One seed in ten is a calm one. */
	static Scenario any(Dice dice) {
		return dice.chance(0.1) ? calm(dice) : stormy(dice);
	}

	/** Some processes, some roles, and a mixture of troubles. */
	static Scenario stormy(Dice dice) {
		int instances = 2 + dice.upTo(3);
		return new Scenario(instances, roles(1 + dice.upTo(3)), timings(instances, dice), dice.chance(0.7),
				dice.between(Duration.ofSeconds(10), Duration.ofSeconds(40)),
				dice.between(Duration.ofMillis(200), Duration.ofSeconds(3)), troubles(dice), FaultRates.random(dice),
				dice.chance(0.5) ? 0.2 : 0, dice.of(List.of(WhenStuck.values())));
	}

	/** Nothing goes wrong by chance, and lock-delays are short enough for plots. */
	static Scenario deliberate(Dice dice) {
		int instances = 3 + dice.upTo(2);
		return new Scenario(instances, roles(1),
				Collections.nCopies(instances, dice.of(List.of(Timings.balanced(), FAST))), true,
				Duration.ofSeconds(40), Duration.ofSeconds(1), Set.of(), FaultRates.NONE, 0, WhenStuck.HOLD);
	}

	/** Clocks that are further apart than they may be, and ambushes. */
	static Scenario untrue(Dice dice) {
		int instances = 2 + dice.upTo(3);
		return new Scenario(instances, roles(1), Collections.nCopies(instances, Timings.balanced()), true,
				Duration.ofSeconds(40), Duration.ofSeconds(1), Set.of(Trouble.AMBUSH, Trouble.CLOCK_LIES),
				FaultRates.NONE, 0, WhenStuck.HOLD);
	}

	/** The same with other troubles. */
	Scenario withTroubles(Set<Trouble> others) {
		return new Scenario(this.instances, this.roles, this.timings, this.gossipCheck, this.storm, this.pause, others,
				this.rates, this.slowness, this.whenStuck);
	}

	Duration longestLockDelay() {
		return this.timings.stream().map(Timings::lockDelay).max(Duration::compareTo).orElse(Duration.ZERO);
	}

	boolean hasOneLockDelay() {
		return this.timings.stream().map(Timings::lockDelay).distinct().count() <= 1;
	}

	/**
	 * A third of all storms is made of many kinds of trouble, a third of few, and a third
	 * of ambushes or one plot with at most one other kind.
	 */
	private static Set<Trouble> troubles(Dice dice) {
		List<Trouble> all = Stream.of(Trouble.values())
			.filter((one) -> one != Trouble.CLOCK_LIES && !Trouble.PLOTS.contains(one)
					&& !Trouble.OF_MUTEXES.contains(one))
			.toList();
		int third = dice.upTo(3);
		int kinds = (third == 0) ? 1 + dice.upTo(all.size()) : (third == 1) ? 1 + dice.upTo(3) : dice.upTo(2);
		Set<Trouble> troubles = EnumSet.noneOf(Trouble.class);
		if (third == 2) {
			troubles.add(dice.chance(0.3) ? dice.of(PLOTS) : Trouble.AMBUSH);
		}
		for (int i = 0; i < kinds; i++) {
			troubles.add(dice.of(all));
		}
		return troubles;
	}

	/** Nobody is there, so the promises cannot be kept. */
	static Scenario deserted(Dice dice) {
		return new Scenario(0, roles(1), List.of(), true, dice.between(Duration.ZERO, Duration.ofSeconds(1)),
				Duration.ofSeconds(1), Set.of(), FaultRates.NONE, 0, WhenStuck.HOLD);
	}

	/** Nothing goes wrong, but people stop and start processes in order. */
	static Scenario calm(Dice dice) {
		int instances = 2 + dice.upTo(3);
		Set<Trouble> orderly = EnumSet.noneOf(Trouble.class);
		for (int i = dice.upTo(3); i > 0; i--) {
			orderly.add(dice.of(ORDERLY));
		}
		return new Scenario(instances, roles(1 + dice.upTo(3)), timings(instances, dice), true,
				dice.between(Duration.ofSeconds(5), Duration.ofSeconds(15)), Duration.ofSeconds(1), orderly,
				FaultRates.NONE, 0, WhenStuck.HOLD);
	}

	@Override
	public boolean isCalm() {
		return ORDERLY.containsAll(this.troubles) && this.rates.equals(FaultRates.NONE);
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
		boolean mixed = dice.chance(0.3);
		Timings common = dice.of(presets);
		for (int i = 0; i < count; i++) {
			timings.add(mixed ? dice.of(presets) : common);
		}
		return timings;
	}

}

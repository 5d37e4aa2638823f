package io.github.consulleader.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.consulleader.consul.Entry;

/**
 * Runs the real engine in several processes through one seeded schedule, and looks after
 * every step whether the promises hold. The same seed gives the same schedule.
 */
final class ElectionSimulation {

	/**
	 * Messages may come up to 30 s late, a new leader of Consul grants twice the TTL once
	 * more, and who failed often stands back for a minute.
	 */
	private static final Duration RECOVERY = Duration.ofMinutes(2);

	/** Workers that stay for so long are there for good. */
	private static final Duration STEADY = Duration.ofSeconds(3);

	/** Drain grace + 2 s. */
	private static final Duration STOPPING = Duration.ofSeconds(22);

	/**
	 * A session that nobody knows of is gone after twice its TTL, wherever it came from.
	 */
	private static final Duration LEFTOVERS = Duration.ofMinutes(1);

	private final Fleet fleet;

	private long termsBefore;

	private long unsteadyAt;

	private ElectionSimulation(long seed, Function<Dice, Scenario> kind, boolean recorded) {
		Dice dice = new Dice(seed);
		this.fleet = new Fleet(kind.apply(dice), dice, recorded);
	}

	/**
	 * Runs one seed.
	 * @param seed the seed
	 * @param kind what it is to stand for
	 * @return how many terms there were
	 * @throws AssertionError with the seed, how to replay it and what happened last
	 */
	static long run(long seed, Function<Dice, Scenario> kind) {
		try {
			return new ElectionSimulation(seed, kind, false).run();
		}
		catch (AssertionError | RuntimeException ex) {
			throw new AssertionError(replay(seed, kind), ex);
		}
	}

	private static String replay(long seed, Function<Dice, Scenario> kind) {
		ElectionSimulation again = new ElectionSimulation(seed, kind, true);
		String ending;
		try {
			again.run();
			ending = "did not fail when it was run again: something in the engine is left to chance";
		}
		catch (AssertionError | RuntimeException ex) {
			ending = ex.getMessage();
		}
		return "seed " + seed + ": " + ending + "\n\n" + again.fleet.scenario() + "\n\n" + again.fleet.timeline()
				+ "\n\nseed " + seed + ": " + ending
				+ "\nReplay: ./mvnw -pl core -am -Dtest=ElectionSimulationTests -Dsurefire.failIfNoSpecifiedTests=false"
				+ " test -Dseed=" + seed + "\n";
	}

	private long run() {
		new Storm(this.fleet).begin();
		pass(this.fleet.scenario().storm());
		require(until(RECOVERY, this::isSteady), () -> "each role has a worker who stays within " + RECOVERY);
		long terms = this.fleet.witness().terms();
		stop();
		return terms;
	}

	/** Whether each role has had the same worker for a while. */
	private boolean isSteady() {
		long terms = this.fleet.witness().terms();
		if (!this.fleet.isStaffed() || terms != this.termsBefore) {
			this.termsBefore = terms;
			this.unsteadyAt = this.fleet.time().now();
		}
		return this.fleet.time().now() - this.unsteadyAt >= STEADY.toNanos();
	}

	/** All stop, one after the other; then nothing of them is left. */
	private void stop() {
		List<Instance> running = new ArrayList<>(this.fleet.instances());
		while (!running.isEmpty()) {
			Instance next = this.fleet.dice().of(running);
			running.remove(next);
			this.fleet.timeline().note(next, "*** stops");
			CompletableFuture<Boolean> stopped = next.stop();
			require(until(STOPPING, stopped::isDone) && stopped.join(), () -> next + " stops cleanly");
			require(next.open().isEmpty(), () -> "all grants of " + next + " were revoked");
		}
		require(until(LEFTOVERS, () -> leftovers().isEmpty()),
				() -> "nothing is left in Consul but term records and free locks, not " + leftovers());
	}

	private List<Object> leftovers() {
		ServerState state = this.fleet.model().state();
		List<Object> left = new ArrayList<>(state.sessions().values());
		state.keys().all().stream().filter((entry) -> !mayStay(entry)).forEach(left::add);
		return left;
	}

	private static boolean mayStay(Entry entry) {
		return entry.session() == null && !entry.key().contains("/candidates/");
	}

	private void pass(Duration duration) {
		until(duration, () -> false);
	}

	private boolean until(Duration atMost, BooleanSupplier condition) {
		return this.fleet.time().advance(atMost, () -> {
			this.fleet.look();
			require(!this.fleet.scenario().isCalm() || this.fleet.worksAlone(), () -> "work never overlaps in a calm");
			return condition.getAsBoolean();
		});
	}

	private static void require(boolean condition, Supplier<String> promise) {
		if (!condition) {
			throw new AssertionError("broken: " + promise.get());
		}
	}

}

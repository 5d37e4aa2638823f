package io.github.consulleader.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

import io.github.consulleader.consul.Entry;

/**
 * Runs the real engine in several processes through one seeded schedule, and looks after
 * every step whether the promises hold. The same seed gives the same schedule.
 */
final class ElectionSimulation extends SeededRun {

	/**
	 * Messages may come up to 30 s late, a new leader of Consul grants twice the TTL once
	 * more, and who failed often stands back for a minute.
	 */
	private static final Duration RECOVERY = Duration.ofMinutes(2);

	/** Workers that stay for so long are there for good. */
	private static final Duration STEADY = Duration.ofSeconds(3);

	/**
	 * So long a cool-down may be, a message late, an agent unaware of what a restore has
	 * done.
	 */
	private static final Duration AFTERMATH = Duration.ofSeconds(65);

	/**
	 * What a process that is not named leaves to those who are, besides one lock-delay
	 * before it begins to count its own. A worker does not notice that an operator has
	 * taken back the names that it gave, or a candidate's key.
	 */
	private static final Duration STAND_BACK = Duration.ofMillis(600 + 600);

	/** Drain grace + 2 s. */
	private static final Duration STOPPING = Duration.ofSeconds(22);

	/**
	 * A session that nobody knows of is gone after twice its TTL, wherever it came from.
	 */
	private static final Duration LEFTOVERS = Duration.ofMinutes(1);

	private final SimulatedFleet fleet;

	private final boolean calm;

	private long termsBefore;

	private long unsteadyAt;

	private ElectionSimulation(long seed, Function<Dice, Scenario> kind, boolean recorded) {
		Dice dice = new Dice(seed);
		this.fleet = new SimulatedFleet(kind.apply(dice), dice, recorded);
		this.calm = this.fleet.scenario().isCalm();
		if (this.calm) {
			this.fleet.witness().expectCalm();
		}
	}

	/**
	 * Runs one seed.
	 * @param seed the seed
	 * @param kind what it is to stand for
	 * @return how many terms there were
	 */
	static long run(long seed, Function<Dice, Scenario> kind) {
		Tally tally = new Tally();
		run(seed, kind, tally);
		return tally.terms();
	}

	/**
	 * Runs one seed.
	 * @param seed the seed
	 * @param kind what it is to stand for
	 * @param tally told what came of it
	 * @throws AssertionError with the seed, how to replay it and what happened
	 */
	static void run(long seed, Function<Dice, Scenario> kind, Tally tally) {
		play(seed, (recorded) -> new ElectionSimulation(seed, kind, recorded), tally);
	}

	@Override
	Stage stage() {
		return this.fleet;
	}

	@Override
	Object scenario() {
		return this.fleet.scenario();
	}

	@Override
	long terms() {
		return this.fleet.witness().terms();
	}

	@Override
	void run() {
		new ElectionStorm(this.fleet).begin();
		pass(this.fleet.scenario().storm());
		Duration bound = AFTERMATH.plus(longestBound());
		require(until(bound, this.fleet::isStaffed), () -> "each role has a worker within " + bound);
		require(until(RECOVERY, this::isSteady), () -> "each role has a worker who stays within " + RECOVERY);
		if (this.fleet.dice().chance(0.2)) {
			killTheWorker();
		}
		stop();
	}

	/** What the product prints where a process has no check. */
	private Duration longestBound() {
		return this.fleet.instances()
			.stream()
			.map((one) -> one.timings().worstCaseTakeOverWithoutCheck())
			.max(Duration::compareTo)
			.orElse(Duration.ZERO);
	}

	/**
	 * When nothing of the storm can be under way any more, a worker dies: each of its
	 * roles has another within the bound that its process tells. Others may wait longer,
	 * for a lock-delay of their own.
	 */
	private void killTheWorker() {
		pass(AFTERMATH);
		Instance worker = this.fleet.dice().of(this.fleet.instances().stream().filter(Instance::believesAny).toList());
		Duration lockDelay = this.fleet.scenario().longestLockDelay();
		Duration told = worker.engine()
			.status()
			.takeOver()
			.processDeath()
			.minus(worker.timings().lockDelay())
			.plus(lockDelay)
			.plus(this.fleet.areHeirsNamed() ? Duration.ZERO : lockDelay.plus(STAND_BACK));
		this.fleet.timeline().note(worker, "*** is killed; the bound is", told);
		worker.crash();
		require(until(told, this.fleet::isStaffed), () -> "each role has another worker within " + told);
		worker.boot();
		require(until(RECOVERY, this::isSteady), () -> "all is well when the dead process is back");
	}

	/** Whether each role has had the same worker for a while. */
	private boolean isSteady() {
		long terms = this.fleet.witness().terms();
		if (!this.fleet.isComplete() || !this.fleet.isStaffed() || terms != this.termsBefore) {
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
			if (this.calm) {
				require(this.fleet.worksAlone(), () -> "work never overlaps in a calm");
			}
			return condition.getAsBoolean();
		});
	}

}

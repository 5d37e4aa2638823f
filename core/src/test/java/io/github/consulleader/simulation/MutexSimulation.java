package io.github.consulleader.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

import io.github.consulleader.consul.Entry;

/**
 * Runs the real mutexes in several processes through one seeded schedule, and looks after
 * every step whether the promises hold. The same seed gives the same schedule.
 */
final class MutexSimulation extends SeededRun {

	/** So long a message may be late, and an agent unaware of what a restore has done. */
	private static final Duration AFTERMATH = Duration.ofSeconds(95);

	/** Twelve request time-outs of the slowest, and what the session takes to end. */
	private static final Duration CLOSING = Duration.ofSeconds(40);

	/**
	 * Each process takes away what it has seen for eleven seconds, or leaves it to
	 * another.
	 */
	private static final Duration SWEEPING = Duration.ofSeconds(60);

	/**
	 * A session that nobody knows of is gone after twice its TTL, wherever it came from.
	 */
	private static final Duration LEFTOVERS = Duration.ofMinutes(1);

	/** By then what was sent in the storm has arrived. */
	private static final Duration LATE = Duration.ofSeconds(32);

	private final MutexFleet fleet;

	private final Dice attention;

	private MutexSimulation(long seed, Function<Dice, MutexScenario> kind, boolean recorded) {
		Dice dice = new Dice(seed);
		this.attention = dice.split();
		this.fleet = new MutexFleet(kind.apply(dice), dice, recorded);
	}

	/**
	 * Runs one seed.
	 * @param seed the seed
	 * @param kind what it is to stand for
	 * @param tally told what came of it
	 * @throws AssertionError with the seed, how to replay it and what happened
	 */
	static void run(long seed, Function<Dice, MutexScenario> kind, Tally tally) {
		play(seed, (recorded) -> new MutexSimulation(seed, kind, recorded), tally);
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
		return this.fleet.witness().granted();
	}

	@Override
	void run() {
		new MutexStorm(this.fleet).begin();
		until(this.fleet.scenario().storm(), () -> false);
		Duration bound = AFTERMATH.plus(this.fleet.scenario().longestBound());
		require(until(bound, this.fleet::isQuiet),
				() -> "each who waits gets it within " + bound + ", but not " + busy());
		takeAllOnceMore(bound);
		boolean late = this.attention.chance(0.5);
		if (!late) {
			until(LATE, () -> false);
		}
		sweep();
		stop(late);
	}

	/**
	 * What the dead have left goes while somebody holds or waits; who holds may lose that
	 * once more, if an agent learns late of what a restore has done.
	 */
	private void sweep() {
		MutexUser keeper = this.fleet.sites().get(0).users().get(0);
		String key = this.fleet.scenario().keys().get(0);
		Duration bound = SWEEPING.plus(this.fleet.scenario().longestLockDelay());
		for (int tries = 0; tries < 3 && (tries == 0 || this.fleet.hasKeys()); tries++) {
			keeper.keep(key);
			until(bound, () -> this.fleet.hasOnly(key));
			keeper.finish();
			require(until(CLOSING, this.fleet::isQuiet), () -> key + " is given back");
		}
		require(!this.fleet.hasKeys(), () -> "no key is left in Consul, not " + this.fleet.leftovers());
	}

	private List<MutexUser> busy() {
		return this.fleet.sites()
			.stream()
			.flatMap((site) -> site.users().stream())
			.filter((user) -> !user.isIdle())
			.toList();
	}

	/** Each process gets each mutex, and nothing else happens any more. */
	private void takeAllOnceMore(Duration bound) {
		this.fleet.timeline().note("", "*** each takes each once more");
		for (String key : this.fleet.scenario().keys()) {
			this.fleet.sites().forEach((site) -> site.users().get(0).once(key));
			require(until(bound, this.fleet::isQuiet),
					() -> "each gets " + key + " within " + bound + ", but not " + busy());
		}
	}

	/**
	 * All close, one after the other; then nothing of them is left, but what a take has
	 * left that was under way until nobody was there any more to sweep it.
	 */
	private void stop(boolean late) {
		List<MutexSite> running = new ArrayList<>(this.fleet.sites());
		while (!running.isEmpty()) {
			MutexSite next = this.fleet.dice().of(running);
			running.remove(next);
			this.fleet.timeline().note(next, "*** closes");
			CompletableFuture<Boolean> stopped = next.stop();
			require(until(CLOSING, stopped::isDone) && stopped.join(), () -> next + " closes cleanly");
		}
		require(until(LEFTOVERS, () -> left(late).isEmpty()), () -> "nothing is left in Consul, not " + left(late));
	}

	private List<Object> left(boolean late) {
		return this.fleet.leftovers()
			.stream()
			.filter((left) -> !(late && left instanceof Entry entry && entry.session() == null))
			.toList();
	}

	private boolean until(Duration atMost, BooleanSupplier condition) {
		double attentive = this.fleet.scenario().attention();
		return this.fleet.time().advance(atMost, () -> {
			this.fleet.witness().complain();
			if (attentive >= 1 || this.attention.chance(attentive)) {
				this.fleet.witness().look();
			}
			return condition.getAsBoolean();
		});
	}

}

package io.github.consulleader.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.consulleader.mutex.VirtualMutexes.VirtualHold;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the holders of all mutexes at once, which nobody can in reality, and fails as
 * soon as one of the promises is broken.
 */
final class MutexWitness {

	/** The slowest clock of an ordinary storm, in thousandths of the true rate. */
	private static final int SLOWEST = 957;

	private final List<WitnessedHold> holds = new ArrayList<>();

	private final Map<String, WitnessedHold> latest = new HashMap<>();

	/** When somebody last did to a key what mutexes do not promise anything about. */
	private final Map<String, Long> meddledAt = new HashMap<>();

	private final MutexFleet fleet;

	private final long afterMeddling;

	/** In which a holder is told, if nothing stands still. */
	private final Duration toTell;

	private long granted;

	private boolean strict;

	/**
	 * What is thrown in a callback is the engine's to catch: it must not get lost.
	 */
	private @Nullable AssertionError broken;

	MutexWitness(MutexFleet fleet) {
		this.fleet = fleet;
		Duration confidence = fleet.scenario().longestConfidence();
		this.afterMeddling = confidence.toNanos() * 1000 / SLOWEST;
		this.toTell = Duration.ofNanos(this.afterMeddling).plusMillis(50);
		this.strict = fleet.scenario().isCalm();
	}

	/** How many holds have begun. */
	long granted() {
		return this.granted;
	}

	/** From now on nothing goes wrong, so nothing is refused. */
	void expectCalm() {
		this.strict = true;
	}

	/** Somebody deleted a key, or brought back an older one, or took it by force. */
	void meddled(String key) {
		this.meddledAt.put(key, this.fleet.time().now());
	}

	void meddledWithAll() {
		this.fleet.scenario().keys().forEach(this::meddled);
	}

	/** Whatever was seen in a callback. */
	void complain() {
		if (this.broken != null) {
			throw this.broken;
		}
	}

	/** At most one holder of each mutex is told that it has it. */
	void look() {
		if (!this.holds.isEmpty()) {
			this.fleet.scenario().keys().forEach(this::look);
		}
	}

	private void look(String key) {
		@Nullable WitnessedHold holder = null;
		for (WitnessedHold hold : this.holds) {
			if (hold.key().equals(key) && isHeld(hold)) {
				require(holder == null || isExcused(key), "two holders:", holder, "and", hold);
				holder = hold;
			}
		}
	}

	/** Whether its thread would be told so, if it can ask at this moment. */
	private boolean isHeld(WitnessedHold hold) {
		if (!hold.site().isRunning()) {
			return false;
		}
		boolean held = hold.grant().isHeld();
		require(!held || !hold.isLost(), "a lost hold is held again:", hold);
		if (!held && !hold.isLost()) {
			hold.lost(this.fleet.time().now());
			this.fleet.timeline().note(hold.site(), "*** has lost", hold);
		}
		require(held || hold.isTold() || this.fleet.time().now() - hold.lostAt() <= this.toTell.toNanos()
				|| !hold.site().couldTell(this.toTell), "nobody tells that it is lost:", hold);
		return held;
	}

	private boolean isExcused(String key) {
		Long when = this.meddledAt.get(key);
		return when != null && this.fleet.time().now() - when <= this.afterMeddling;
	}

	WitnessedHold granted(MutexUser user, MutexSite site, String key, VirtualHold grant) {
		WitnessedHold hold = new WitnessedHold(user, site, key, grant, this.fleet.time().now());
		this.fleet.timeline().note(site, "*** holds", hold);
		this.granted++;
		WitnessedHold before = this.latest.get(key);
		boolean rises = before == null || before.grant().token() < grant.token();
		// A take of before may be heard of only after a snapshot has been restored.
		require(rises || isExcused(key), "a token did not rise:", before, "then", hold);
		if (rises) {
			this.latest.put(key, hold);
		}
		for (WitnessedHold other : this.holds) {
			if (other.key().equals(key)) {
				other.overtaken();
			}
		}
		this.holds.add(hold);
		look(key);
		return hold;
	}

	/** The listener of a thread is called, unless it has given the mutex back. */
	void told(WitnessedHold hold, String why) {
		this.fleet.timeline().note(hold.site(), "*** is told that it has lost", hold, why);
		require(!hold.grant().isHeld(), "what is held is said to be lost:", hold);
		hold.told();
	}

	/** Its thread asks; returns what it is told. */
	boolean asks(WitnessedHold hold) {
		look(hold.key());
		return isHeld(hold);
	}

	/** Its thread gives it back, and relies on it no longer. */
	void releases(WitnessedHold hold) {
		look(hold.key());
		this.holds.remove(hold);
		this.fleet.timeline().note(hold.site(), "*** gives back", hold);
	}

	/** What its thread is told of it in the end. */
	void released(WitnessedHold hold, @Nullable String lost) {
		this.fleet.timeline()
			.note(hold.site(), "*** has given back", hold, (lost != null) ? "which it had lost: " + lost : "");
		Long meddled = this.meddledAt.get(hold.key());
		if (meddled == null || meddled + this.afterMeddling < hold.since()) {
			require(lost != null || !hold.isOvertaken(), "somebody else had it, and nobody tells:", hold);
			require(lost != null || !hold.isLost(), "its thread was told that it is lost, and then that it is not:",
					hold);
		}
	}

	/** A thread is told that there is no mutex to be had. */
	void refused(MutexUser user, String key, Throwable why) {
		this.fleet.timeline().note(user, "*** is refused", key, why.getMessage());
		require(!this.strict, user, "is refused", key, "though nothing is wrong:", why.getMessage());
	}

	void died(MutexSite site) {
		this.holds.removeIf((hold) -> hold.site() == site);
	}

	/** A clean close leaves nothing behind, from the moment on at which it says so. */
	void stopped(MutexSite site) {
		List<String> left = site.client().belongings().leftovers();
		require(left.isEmpty(), site, "has closed its mutexes cleanly, but left", left);
	}

	private void require(boolean condition, @Nullable Object... otherwise) {
		if (!condition) {
			StringBuilder text = new StringBuilder();
			for (Object part : otherwise) {
				text.append((text.length() > 0) ? " " : "").append(part);
			}
			this.broken = new AssertionError(text.toString());
			throw this.broken;
		}
	}

}

package io.github.consulleader.simulation;

import java.time.Duration;
import java.util.List;

import io.github.consulleader.mutex.VirtualMutexes.VirtualHold;
import io.github.consulleader.mutex.VirtualMutexes.Wish;
import org.jspecify.annotations.Nullable;

/**
 * A thread of a process that takes one mutex after the other: it waits, tries once, gives
 * up or is interrupted; asks now and then whether it still holds what it has, and gives
 * it back.
 */
final class MutexUser {

	private static final Duration REST = Duration.ofMillis(1500);

	private static final Duration PATIENCE = Duration.ofSeconds(8);

	private static final Duration QUICK = Duration.ofMillis(700);

	private static final Duration SLOW = Duration.ofSeconds(9);

	/** How often work takes long, so that others wait. */
	private static final double LENGTHY = 0.3;

	private static final Duration REACTION = Duration.ofMillis(20);

	private static final Duration LONGEST_TTL = Duration.ofSeconds(4);

	private final MutexSite site;

	private final MutexFleet fleet;

	private final Dice dice;

	private final int number;

	private State state = State.OFF;

	/** What belongs to an older one comes too late. */
	private int turn;

	private boolean finishing;

	private boolean once;

	private boolean keeping;

	private @Nullable Wish wish;

	private @Nullable WitnessedHold hold;

	MutexUser(MutexSite site, MutexFleet fleet, int number) {
		this.site = site;
		this.fleet = fleet;
		this.dice = fleet.dice().split();
		this.number = number;
	}

	/** Contends now and then from now on. */
	void begin() {
		if (this.state == State.OFF) {
			rest(REST);
		}
	}

	/** Gives back what it has, soon, and contends no more. */
	void finish() {
		this.finishing = true;
		this.keeping = false;
		if (this.state == State.RESTING) {
			become(State.OFF);
		}
		else if (this.state == State.HOLDING) {
			soon(REACTION, this::unlock);
		}
	}

	/** Takes a mutex once more, however long that takes, and gives it back. */
	void once(String key) {
		this.once = true;
		want(key, null, false);
	}

	/** Takes a mutex once more, and keeps it until it is told to finish. */
	void keep(String key) {
		this.finishing = false;
		this.keeping = true;
		once(key);
	}

	/** The process has died. */
	void die() {
		this.hold = null;
		become(State.OFF);
	}

	boolean isIdle() {
		return this.state == State.OFF;
	}

	boolean isHolding() {
		return this.state == State.HOLDING;
	}

	private void become(State next) {
		this.state = next;
		this.turn++;
		this.wish = null;
	}

	/** Does something later, unless it does something else by then. */
	private void soon(Duration atMost, Runnable action) {
		int mine = this.turn;
		this.site.process().work().schedule(this.dice.between(Duration.ZERO, atMost), () -> {
			if (mine == this.turn) {
				action.run();
			}
		});
	}

	private void rest(Duration atMost) {
		if (this.finishing || !this.site.isOpen()) {
			become(State.OFF);
			return;
		}
		become(State.RESTING);
		soon(atMost, this::contend);
	}

	private void contend() {
		if (!this.site.isOpen()) {
			become(State.OFF);
			return;
		}
		List<String> keys = this.fleet.scenario().keys();
		boolean now = this.dice.chance(0.2);
		Duration ttl = this.dice.chance(0.15) ? this.dice.between(Duration.ofMillis(50), LONGEST_TTL) : null;
		want(this.dice.of(keys), ttl, now);
		Wish wanted = this.wish;
		if (wanted != null && now) {
			this.site.process().work().schedule(this.site.mutexes().patience(), wanted::giveUp);
		}
		else if (wanted != null && this.dice.chance(0.4)) {
			this.site.process().work().schedule(this.dice.between(Duration.ZERO, PATIENCE), wanted::giveUp);
		}
	}

	private void want(String key, @Nullable Duration ttl, boolean now) {
		become(State.WANTING);
		int mine = this.turn;
		Wish wanted = this.site.mutexes().want(key, ttl, now, (granted, failure) -> {
			if (mine == this.turn) {
				decided(key, granted, failure);
			}
		});
		if (mine == this.turn) {
			this.wish = wanted;
		}
	}

	@SuppressWarnings("ReferenceEquality")
	private void decided(String key, @Nullable VirtualHold granted, @Nullable Throwable failure) {
		if (granted == null) {
			if (failure != null && this.site.isOpen()) {
				this.fleet.witness().refused(this, key, failure);
			}
			if (this.once && this.site.isOpen()) {
				become(State.RESTING);
				soon(REST, () -> want(key, null, false));
			}
			else {
				rest(REST);
			}
			return;
		}
		this.once = false;
		become(State.HOLDING);
		WitnessedHold begun = this.fleet.witness().granted(this, this.site, key, granted);
		this.hold = begun;
		granted.whenLost((why) -> {
			this.fleet.witness().told(begun, why);
			if (this.hold == begun) {
				soon(REACTION, this::unlock);
			}
		});
		if (!this.keeping && this.dice.chance(0.02)) {
			// It was interrupted just before it came.
			unlock();
			return;
		}
		if (this.keeping) {
			return;
		}
		soon(this.finishing ? REACTION : this.dice.chance(LENGTHY) ? SLOW : QUICK, this::unlock);
		if (this.dice.chance(0.5)) {
			// Others rely on being told.
			soon(QUICK, this::ask);
		}
	}

	private void ask() {
		WitnessedHold mine = this.hold;
		if (mine == null) {
			return;
		}
		if (!this.fleet.witness().asks(mine)) {
			unlock();
			return;
		}
		if (this.dice.chance(0.2)) {
			mine.grant().renew(this.dice.between(Duration.ofMillis(50), LONGEST_TTL));
		}
		soon(QUICK, this::ask);
	}

	private void unlock() {
		WitnessedHold ending = this.hold;
		if (ending == null) {
			return;
		}
		this.hold = null;
		become(State.RELEASING);
		int mine = this.turn;
		this.fleet.witness().releases(ending);
		ending.grant().release((lost, failure) -> {
			if (failure == null) {
				this.fleet.witness().released(ending, lost);
			}
			if (mine == this.turn) {
				rest(REST);
			}
		});
		if (mine == this.turn) {
			this.site.process().work().schedule(this.site.mutexes().releasePatience(), () -> {
				if (mine == this.turn) {
					rest(REST);
				}
			});
		}
	}

	@Override
	public String toString() {
		return this.site + "." + this.number;
	}

	private enum State {

		OFF, RESTING, WANTING, HOLDING, RELEASING

	}

}

package io.github.consulleader.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Makes trouble until its time is over. By then everything that it broke is whole again.
 *
 * @param <S> where trouble is made
 */
abstract class Storm<S extends Site> implements Disturbance {

	static final int LONGEST = 15_000;

	private final Set<Site> busy = new HashSet<>();

	private final Stage stage;

	private final List<S> sites;

	private final Dice dice;

	private final VirtualTime time;

	private final List<Trouble> troubles;

	private final long end;

	private boolean changingLeader;

	Storm(Stage stage, List<S> sites) {
		this.stage = stage;
		this.sites = sites;
		this.dice = stage.dice().split();
		this.time = stage.time();
		this.troubles = new ArrayList<>(stage.weather().troubles());
		this.troubles.sort(null);
		this.end = this.time.now() + stage.weather().storm().toNanos();
	}

	/** Makes a trouble that only this kind of simulation knows. */
	abstract void makeOther(Trouble trouble, S site);

	/** An operator removes a node. */
	abstract void removeNode(String node);

	Dice dice() {
		return this.dice;
	}

	/** When it is over. */
	long end() {
		return this.end;
	}

	void begin() {
		this.stage.faults().strike(this.stage.weather().rates());
		this.stage.slowness(this.stage.weather().slowness());
		this.time.at(this.end, () -> {
			this.stage.faults().calm();
			this.stage.slowness(0);
			this.sites.forEach((site) -> {
				site.finish();
				site.process().clock().rates(1000, 1000);
				site.agent().followStale(false);
				site.client().calm();
			});
			this.stage.timeline().note("storm", "=== is over");
		});
		next();
	}

	private void next() {
		long pause = this.dice.between(0, 2 * this.stage.weather().pause().toNanos());
		if (!this.troubles.isEmpty() && this.time.now() + pause < this.end) {
			this.time.after(pause, () -> {
				make(this.dice.of(this.troubles), somebody());
				next();
			});
		}
	}

	/** A worker as often as anybody. */
	private S somebody() {
		List<S> workers = this.sites.stream().filter((one) -> one.believesAny()).toList();
		return this.dice.of((workers.isEmpty() || this.dice.chance(0.5)) ? this.sites : workers);
	}

	private void make(Trouble trouble, S site) {
		if (!site.process().isAlive()) {
			return;
		}
		this.stage.trouble();
		this.stage.timeline().note("storm", "===", trouble, site);
		switch (trouble) {
			case WIRE_CUT -> forAWhile(site, site.client().wire()::cut, site.client().wire()::heal);
			case AGENT_CUT -> forAWhile(site, site.agent()::cut, site.agent()::heal);
			case AGENT_RESTART -> {
				boolean forgets = this.dice.chance(0.5);
				forAWhile(site, site.agent()::stop, () -> site.agent().start(forgets));
			}
			case CHECKS_LOST -> site.agent().loseChecks();
			case FREEZE -> forAWhile(site, () -> site.freeze(true), () -> site.freeze(false));
			case LOOP_FROZEN -> forAWhile(site, () -> site.freezeLoop(true), () -> site.freezeLoop(false));
			case USER_FROZEN -> forAWhile(site, () -> site.freezeWork(true), () -> site.freezeWork(false));
			case SUSPEND -> forAWhile(site, () -> site.suspend(true), () -> site.suspend(false));
			case CLOCK_LEAP -> leap(site);
			case CLOCK_RATE -> drift(site, 957, 1043);
			case CLOCK_LIES -> drift(site, 930, 1070);
			case CRASH -> forAWhile(site, site::crash, site::boot);
			case RESTART -> restart(site);
			case ENGINE_FAILURE -> site.fail();
			case LEADER_CHANGE -> changeLeader(site);
			case DENIED ->
				forAWhile(site, () -> site.client().rights().deny(true), () -> site.client().rights().deny(false));
			case LATE_WRITE -> delayNextWrite(site);
			case NODE_REMOVED -> {
				removeNode(site.agent().node());
				this.time.after(shortly(LONGEST), site.agent()::joinAgain);
			}
			default -> makeOther(trouble, site);
		}
	}

	/**
	 * When it arrives at last, its process may be cut off: what it does then goes unseen.
	 */
	void delayNextWrite(Site site) {
		site.client().writeTraps().onLateWrite(() -> {
			if (this.dice.chance(0.5)) {
				forAWhile(site, shortly(LONGEST / 4), site.client().wire()::cut, site.client().wire()::heal);
			}
		});
		site.client().writeTraps().delayNext(this.dice.between(Duration.ofSeconds(1), Duration.ofSeconds(20)));
	}

	/** One such trouble at a time for each site. */
	private void forAWhile(Site site, Runnable begin, Runnable end) {
		forAWhile(site, shortly(LONGEST), begin, end);
	}

	@Override
	public void forAWhile(Site site, long nanos, Runnable begin, Runnable end) {
		if (this.busy.add(site)) {
			begin.run();
			this.time.after(Math.min(nanos, untilTheEnd()), () -> {
				this.stage.timeline().note("storm", "=== ends for", site);
				this.busy.remove(site);
				end.run();
			});
		}
	}

	/** Mostly short, never beyond the end of the storm. */
	long shortly(int mostMillis) {
		long most = this.dice.chance(0.5) ? mostMillis / 10 : mostMillis;
		return Math.min(this.dice.between(1, most * 1_000_000), untilTheEnd());
	}

	long untilTheEnd() {
		return Math.max(0, this.end - this.time.now());
	}

	/**
	 * Both clocks of one process are never tampered with at once: nothing could notice
	 * that.
	 */
	private void leap(Site site) {
		if (!this.busy.contains(site)) {
			int most = this.dice.chance(0.5) ? 5_000 : 5_000_000;
			site.process().clock().leapWall(Duration.ofMillis(this.dice.between(-most, most)));
		}
	}

	/**
	 * Both clocks of a machine drift, not quite alike. The fastest and the slowest of the
	 * fleet are as far apart as is said.
	 */
	private void drift(Site site, int slowest, int fastest) {
		int monotonic = (int) (this.dice.chance(0.5) ? this.dice.between(slowest, fastest)
				: this.dice.chance(0.5) ? slowest : fastest);
		int apart = (int) this.dice.between(-20, 20);
		site.process().clock().rates(monotonic, Math.max(slowest, Math.min(fastest, monotonic + apart)));
	}

	@Override
	public void restart(Site site) {
		if (this.busy.add(site)) {
			noted("stopped", site.stop());
			this.time.after(shortly(LONGEST), () -> {
				this.busy.remove(site);
				site.startAgain();
			});
		}
	}

	@Override
	public void renew(Site site) {
		if (!this.busy.contains(site)) {
			noted("stopped", site.stop());
			site.startAgain();
		}
	}

	private void changeLeader(Site site) {
		if (!this.changingLeader) {
			this.changingLeader = true;
			boolean forgets = this.dice.chance(0.3);
			site.agent().followStale(this.dice.chance(0.7));
			this.stage.model()
				.loseLeader(Duration.ofMillis(this.dice.between(0, this.dice.chance(0.2) ? 20_000 : 3000)));
			this.time.after(shortly(LONGEST), () -> {
				this.stage.timeline().note("storm", "=== another leader", forgets ? "without lock-delays" : "");
				this.changingLeader = false;
				this.stage.model().electLeader(forgets);
			});
		}
	}

	private void noted(String what, CompletableFuture<Boolean> future) {
		CompletableFuture<Void> unused = future
			.thenAccept((done) -> this.stage.timeline().note("storm", "===", what, done));
	}

}

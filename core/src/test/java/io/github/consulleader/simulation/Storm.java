package io.github.consulleader.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Makes trouble until its time is over. By then everything that it broke is whole again.
 */
final class Storm implements Disturbance {

	private static final int LONGEST = 15_000;

	private static final long ROLLING = Duration.ofSeconds(1).toNanos();

	private final Set<Instance> busy = new HashSet<>();

	private final Fleet fleet;

	private final Dice dice;

	private final VirtualTime time;

	private final List<Trouble> troubles;

	private final long end;

	private final Operator operator;

	private final Ambush ambush;

	private final Plots plots;

	private boolean changingLeader;

	Storm(Fleet fleet) {
		this.fleet = fleet;
		this.dice = fleet.dice().split();
		this.time = fleet.time();
		this.troubles = new ArrayList<>(fleet.scenario().troubles());
		this.troubles.sort(null);
		this.end = this.time.now() + fleet.scenario().storm().toNanos();
		this.operator = new Operator(fleet, this.dice.split());
		this.ambush = new Ambush(fleet, this.dice.split(), this.operator, this, this.end);
		this.plots = new Plots(fleet, this.dice.split(), this.operator, this, this.end);
	}

	void begin() {
		this.fleet.faults().strike(this.fleet.scenario().rates());
		this.fleet.slowness(this.fleet.scenario().slowness());
		this.time.at(this.end, () -> {
			this.fleet.faults().calm();
			this.fleet.slowness(0);
			this.fleet.instances().forEach((instance) -> {
				instance.user().finish();
				instance.process().clock().rates(1000, 1000);
				instance.agent().followStale(false);
				instance.client().calm();
			});
			this.fleet.timeline().note("storm", "=== is over");
		});
		next();
	}

	private void next() {
		long pause = this.dice.between(0, 2 * this.fleet.scenario().pause().toNanos());
		if (!this.troubles.isEmpty() && this.time.now() + pause < this.end) {
			this.time.after(pause, () -> {
				make(this.dice.of(this.troubles), somebody());
				next();
			});
		}
	}

	/** A worker as often as anybody. */
	private Instance somebody() {
		List<Instance> workers = this.fleet.instances().stream().filter((one) -> one.believesAny()).toList();
		return this.dice.of((workers.isEmpty() || this.dice.chance(0.5)) ? this.fleet.instances() : workers);
	}

	private void make(Trouble trouble, Instance instance) {
		if (!instance.process().isAlive()) {
			return;
		}
		this.fleet.trouble();
		this.fleet.timeline().note("storm", "===", trouble, instance);
		switch (trouble) {
			case WIRE_CUT -> forAWhile(instance, instance.client().wire()::cut, instance.client().wire()::heal);
			case AGENT_CUT -> forAWhile(instance, instance.agent()::cut, instance.agent()::heal);
			case AGENT_RESTART -> {
				boolean forgets = this.dice.chance(0.5);
				forAWhile(instance, instance.agent()::stop, () -> instance.agent().start(forgets));
			}
			case CHECKS_LOST -> instance.agent().loseChecks();
			case FREEZE -> forAWhile(instance, () -> instance.freeze(true), () -> instance.freeze(false));
			case LOOP_FROZEN -> forAWhile(instance, () -> instance.freezeLoop(true), () -> instance.freezeLoop(false));
			case USER_FROZEN -> forAWhile(instance, () -> instance.process().freezeWork(true),
					() -> instance.process().freezeWork(false));
			case WITHDRAW -> {
				Duration pause = Duration.ofNanos(shortly(LONGEST));
				for (int i = 0; i < instance.leaderships().size(); i++) {
					if (this.dice.chance(0.7)) {
						instance.withdraw(i, pause);
					}
				}
			}
			case SUSPEND -> forAWhile(instance, () -> instance.suspend(true), () -> instance.suspend(false));
			case CLOCK_LEAP -> leap(instance);
			case CLOCK_RATE -> drift(instance, 957, 1043);
			case CLOCK_LIES -> drift(instance, 930, 1070);
			case CRASH -> forAWhile(instance, instance::crash, instance::boot);
			case RESTART -> restart(instance);
			case ROLLING_RESTART -> roll(this.fleet.instances());
			case YIELD -> {
				if (!this.fleet.scenario().isCalm() && this.dice.chance(0.3)) {
					delayNextWrite(instance);
				}
				instance.yieldAll();
			}
			case ENGINE_FAILURE -> instance.process().loop().execute(() -> {
				throw new DeliberateException();
			});
			case LEADER_CHANGE -> changeLeader(instance);
			case DENIED -> forAWhile(instance, () -> instance.client().rights().deny(true),
					() -> instance.client().rights().deny(false));
			case AMBUSH -> this.ambush.lay(instance);
			case LATE_WRITE -> delayNextWrite(instance);
			default -> {
				if (Trouble.PLOTS.contains(trouble)) {
					this.plots.lay(trouble, instance);
				}
				else {
					operate(trouble, instance);
				}
			}
		}
	}

	/**
	 * When it arrives at last, its process may be cut off: what it does then goes unseen.
	 */
	private void delayNextWrite(Instance instance) {
		instance.client().writeTraps().onLateWrite(() -> {
			if (this.dice.chance(0.5)) {
				forAWhile(instance, shortly(LONGEST / 4), instance.client().wire()::cut,
						instance.client().wire()::heal);
			}
		});
		instance.client().writeTraps().delayNext(this.dice.between(Duration.ofSeconds(1), Duration.ofSeconds(20)));
	}

	/** One such trouble at a time for each instance. */
	private void forAWhile(Instance instance, Runnable begin, Runnable end) {
		forAWhile(instance, shortly(LONGEST), begin, end);
	}

	@Override
	public void forAWhile(Instance instance, long nanos, Runnable begin, Runnable end) {
		if (this.busy.add(instance)) {
			begin.run();
			this.time.after(Math.min(nanos, untilTheEnd()), () -> {
				this.fleet.timeline().note("storm", "=== ends for", instance);
				this.busy.remove(instance);
				end.run();
			});
		}
	}

	/** Mostly short, never beyond the end of the storm. */
	private long shortly(int mostMillis) {
		long most = this.dice.chance(0.5) ? mostMillis / 10 : mostMillis;
		return Math.min(this.dice.between(1, most * 1_000_000), untilTheEnd());
	}

	private long untilTheEnd() {
		return Math.max(0, this.end - this.time.now());
	}

	/**
	 * Both clocks of one process are never tampered with at once: nothing could notice
	 * that.
	 */
	private void leap(Instance instance) {
		if (!this.busy.contains(instance)) {
			int most = this.dice.chance(0.5) ? 5_000 : 5_000_000;
			instance.process().clock().leapWall(Duration.ofMillis(this.dice.between(-most, most)));
		}
	}

	/**
	 * Both clocks of a machine drift, not quite alike. The fastest and the slowest of the
	 * fleet are as far apart as is said.
	 */
	private void drift(Instance instance, int slowest, int fastest) {
		int monotonic = (int) (this.dice.chance(0.5) ? this.dice.between(slowest, fastest)
				: this.dice.chance(0.5) ? slowest : fastest);
		int apart = (int) this.dice.between(-20, 20);
		instance.process().clock().rates(monotonic, Math.max(slowest, Math.min(fastest, monotonic + apart)));
	}

	@Override
	public void restart(Instance instance) {
		if (this.busy.add(instance)) {
			noted("stopped", instance.stop());
			this.time.after(shortly(LONGEST), () -> {
				this.busy.remove(instance);
				instance.engine().start();
			});
		}
	}

	@Override
	public void renew(Instance instance) {
		if (!this.busy.contains(instance)) {
			noted("stopped", instance.stop());
			instance.engine().start();
		}
	}

	/** Each in turn, and the next as soon as one is there again. */
	private void roll(List<Instance> rest) {
		if (!rest.isEmpty() && untilTheEnd() > 0) {
			Instance next = rest.get(0);
			if (next.process().isAlive()) {
				renew(next);
			}
			this.time.after(this.dice.between(1, ROLLING), () -> roll(rest.subList(1, rest.size())));
		}
	}

	private void changeLeader(Instance instance) {
		if (!this.changingLeader) {
			this.changingLeader = true;
			boolean forgets = this.dice.chance(0.3);
			instance.agent().followStale(this.dice.chance(0.7));
			this.fleet.model()
				.loseLeader(Duration.ofMillis(this.dice.between(0, this.dice.chance(0.2) ? 20_000 : 3000)));
			this.time.after(shortly(LONGEST), () -> {
				this.fleet.timeline().note("storm", "=== another leader", forgets ? "without lock-delays" : "");
				this.changingLeader = false;
				this.fleet.model().electLeader(forgets);
			});
		}
	}

	private void operate(Trouble trouble, Instance instance) {
		switch (trouble) {
			case KEY_DELETED -> this.operator.deleteKey();
			case KEY_SCRIBBLED -> this.operator.scribble();
			case SESSION_DESTROYED -> this.operator.destroySession();
			case RESTORE -> this.operator.saveOrRestore();
			case NODE_REMOVED -> {
				this.operator.removeNode(instance.agent().node());
				this.time.after(shortly(LONGEST), instance.agent()::joinAgain);
			}
			default -> throw new IllegalArgumentException(trouble.name());
		}
	}

	private void noted(String what, CompletableFuture<Boolean> future) {
		CompletableFuture<Void> unused = future
			.thenAccept((done) -> this.fleet.timeline().note("storm", "===", what, done));
	}

}

package io.github.consulleader.fleet;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

import io.github.consulleader.agent.ConsulAgent;
import io.github.consulleader.fleet.Wire.Mode;
import io.github.consulleader.role.Timings;

/**
 * What can go wrong. Each fault is over, and what it broke is whole again, when it has
 * been inflicted.
 */
enum Fault {

	SIGTERM(Allowed.TAKE_OVER) {
		@Override
		void inflict(Scene scene) {
			scene.victim().terminate();
			scene.last(1000);
			scene.victim().start();
		}
	},

	SIGKILL(Allowed.TAKE_OVER) {
		@Override
		void inflict(Scene scene) {
			scene.victim().kill();
			scene.last(6000);
			scene.victim().start();
		}
	},

	SIGSTOP(Allowed.TAKE_OVER) {
		@Override
		void inflict(Scene scene) {
			scene.victim().pause();
			scene.last(9000);
			scene.victim().resume();
		}
	},

	YIELD(Allowed.TAKE_OVER) {
		@Override
		void inflict(Scene scene) {
			scene.worker().yieldRole(scene.role());
			scene.last(500);
		}
	},

	BLACK_HOLE(Allowed.TAKE_OVER) {
		@Override
		void inflict(Scene scene) {
			scene.wire(Mode.BLACK_HOLE, 9000);
		}
	},

	WIRE_HELD(Allowed.TAKE_OVER) {
		@Override
		void inflict(Scene scene) {
			scene.wire(Mode.HELD, 9000);
		}
	},

	WIRE_RESET(Allowed.TAKE_OVER) {
		@Override
		void inflict(Scene scene) {
			scene.wire(Mode.RESET, 5000);
		}
	},

	SLOW_WIRE(Allowed.UNANSWERED) {
		@Override
		void inflict(Scene scene) {
			scene.victim().wire().slow(Duration.ofMillis(20 + scene.random().nextInt(480)));
			scene.wire(Mode.SLOW, 8000);
		}
	},

	WRITE_REPLIES_LOST(Allowed.UNANSWERED) {
		@Override
		void inflict(Scene scene) {
			scene.fleet().members().forEach((member) -> member.wire().set(Mode.WRITE_REPLIES_LOST));
			scene.worker().yieldRole(scene.role());
			scene.last(4000);
			scene.fleet().members().forEach((member) -> member.wire().set(Mode.WHOLE));
		}
	},

	AGENT_KILLED(Allowed.GOSSIP) {
		@Override
		void inflict(Scene scene) {
			scene.agent().kill();
			scene.last(12000);
			scene.agent().start();
		}
	},

	AGENT_PAUSED(Allowed.GOSSIP) {
		@Override
		void inflict(Scene scene) {
			scene.agent().pause();
			scene.last(12000);
			scene.agent().resume();
		}
	},

	AGENT_RESTARTED(Allowed.GOSSIP) {
		@Override
		void inflict(Scene scene) {
			scene.agent().restart();
		}
	},

	CONSUL_LEADER_KILLED(Allowed.UNANSWERED) {
		@Override
		void inflict(Scene scene) {
			ConsulAgent leader = scene.fleet().consul().awaitLeader();
			leader.kill();
			scene.last(5000);
			leader.start();
			scene.fleet().consul().awaitLeader();
		}
	},

	CONSUL_LEADER_PAUSED(Allowed.UNANSWERED) {
		@Override
		void inflict(Scene scene) {
			ConsulAgent leader = scene.fleet().consul().awaitLeader();
			leader.pause();
			scene.last(8000);
			leader.resume();
			scene.fleet().consul().awaitLeader();
		}
	},

	ALL_SERVERS_RESTARTED(Allowed.UNANSWERED) {
		@Override
		void inflict(Scene scene) {
			List<ConsulAgent> servers = scene.fleet().consul().servers();
			servers.forEach(ConsulAgent::kill);
			scene.last(4000);
			servers.forEach(ConsulAgent::start);
			scene.fleet().consul().awaitLeader();
		}
	},

	WORKER_AND_CONSUL_LEADER_KILLED(Allowed.UNANSWERED) {
		@Override
		void inflict(Scene scene) {
			scene.victim().kill();
			CONSUL_LEADER_KILLED.inflict(scene);
			scene.victim().start();
		}
	},

	LOCK_DELETED(Allowed.TAKE_OVER) {
		@Override
		void inflict(Scene scene) {
			scene.fleet().operator().deleteLock(scene.role());
		}
	},

	RECORD_DELETED(Allowed.TAKE_OVER) {
		@Override
		void inflict(Scene scene) {
			scene.fleet().operator().deleteRecord(scene.role());
		}
	},

	SESSION_DESTROYED(Allowed.TAKE_OVER) {
		@Override
		void inflict(Scene scene) {
			Operator operator = scene.fleet().operator();
			operator.holder(scene.role()).ifPresent(operator::destroySession);
		}
	},

	/** Of a time before others took the victim's roles. */
	SNAPSHOT_RESTORED(Allowed.AFTERWARDS) {
		@Override
		void inflict(Scene scene) {
			Operator operator = scene.fleet().operator();
			byte[] snapshot = operator.saveSnapshot();
			scene.worker().yieldRole(scene.role());
			scene.last(6000);
			operator.restoreSnapshot(snapshot);
		}
	};

	/** How long a role may be without worker, and since when that counts. */
	enum Allowed {

		/** From the fault on: the bound that the product prints. */
		TAKE_OVER,

		/** From the fault on: gossip takes 8 s to notice, then lock-delay. */
		GOSSIP,

		/** From when all is whole again: the printed bound. */
		AFTERWARDS,

		/**
		 * From when all is whole again, but requests stayed without answer meanwhile:
		 * after three of a kind the wire sends no more for up to 10 s. Then the printed
		 * bound.
		 */
		UNANSWERED;

		boolean countsAfterwards() {
			return this == AFTERWARDS || this == UNANSWERED;
		}

		Duration bound(Timings timings) {
			return switch (this) {
				case TAKE_OVER, AFTERWARDS -> timings.worstCaseTakeOver();
				case GOSSIP -> GOSSIP_NOTICES.plus(timings.lockDelay()).plusMillis(250);
				case UNANSWERED -> timings.worstCaseTakeOver().plus(WIRE_WAITS);
			};
		}

		private static final Duration GOSSIP_NOTICES = Duration.ofSeconds(8);

		private static final Duration WIRE_WAITS = Duration.ofSeconds(3);

	}

	/**
	 * Whom it hits.
	 *
	 * @param fleet the fleet
	 * @param victim one of its members
	 * @param role one of its roles
	 * @param random what is left to chance
	 */
	record Scene(Fleet fleet, Member victim, String role, SplittableRandom random) {

		/** Lets the fault last for some time. */
		void last(int mostMillis) {
			Threads.pass(Duration.ofMillis(100L + this.random.nextInt(mostMillis)));
		}

		void wire(Mode mode, int mostMillis) {
			this.victim.wire().set(mode);
			last(mostMillis);
			this.victim.wire().set(Mode.WHOLE);
		}

		Member worker() {
			return this.fleet.worker(this.role).orElse(this.victim);
		}

		ConsulAgent agent() {
			return this.fleet.agentOf(this.victim);
		}

	}

	private final Allowed allowed;

	Fault(Allowed allowed) {
		this.allowed = allowed;
	}

	Allowed allowed() {
		return this.allowed;
	}

	abstract void inflict(Scene scene);

}

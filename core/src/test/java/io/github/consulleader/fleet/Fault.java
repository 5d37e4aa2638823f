package io.github.consulleader.fleet;

import java.time.Duration;
import java.util.List;

import io.github.consulleader.agent.ConsulAgent;
import io.github.consulleader.fleet.Wire.Mode;

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
	},

	/** For longer than most would need to notice; others have tokens of their own. */
	TOKEN_REVOKED(Allowed.UNCHECKED) {
		@Override
		void inflict(Scene scene) {
			scene.tokens().revoke(scene.victim().place());
			scene.last(24000);
			scene.tokens().give(scene.victim().place());
		}
	},

	/** What an operator does who revokes the wrong one. */
	TOKEN_REPLACED(Allowed.AFTERWARDS) {
		@Override
		void inflict(Scene scene) {
			scene.tokens().revoke(scene.victim().place());
			scene.last(6000);
			scene.tokens().give(scene.victim().place());
		}
	},

	/** With care: the old one ends when the new one is in use. */
	TOKEN_ROTATED(Allowed.NOTHING) {
		@Override
		void inflict(Scene scene) {
			String old = scene.tokens().of(scene.victim().place());
			scene.tokens().give(scene.victim().place());
			scene.last(6000);
			scene.tokens().end(old);
			scene.last(6000);
		}
	};

	private final Allowed allowed;

	Fault(Allowed allowed) {
		this.allowed = allowed;
	}

	Allowed allowed() {
		return this.allowed;
	}

	/** Whether it needs a fleet whose instances have tokens. */
	boolean isOfTokens() {
		return this == TOKEN_REVOKED || this == TOKEN_REPLACED || this == TOKEN_ROTATED;
	}

	abstract void inflict(Scene scene);

}

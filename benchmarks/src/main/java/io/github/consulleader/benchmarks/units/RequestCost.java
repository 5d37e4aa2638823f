package io.github.consulleader.benchmarks.units;

import java.net.URI;

import io.github.consulleader.benchmarks.arena.Arena;
import io.github.consulleader.benchmarks.contest.ConsulWire;
import io.github.consulleader.benchmarks.process.ProcessTime;
import io.github.consulleader.benchmarks.report.Chapter;

/** CPU time of Consul for one request of each kind. */
final class RequestCost {

	private static final String CHECK = "{\"Name\":\"unit\",\"ID\":\"unit\",\"Check\":{\"CheckID\":\"unit-alive\",\"TTL\":\"60s\"}}";

	private static final String WRITE = "[{\"KV\":{\"Verb\":\"set\",\"Key\":\"unit/role\",\"Value\":\"%s\"}},"
			+ "{\"KV\":{\"Verb\":\"set\",\"Key\":\"unit/term\",\"Value\":\"%s\"}}]";

	private static final int IDLE = 2000;

	/** One request. */
	interface Ask {

		void ask() throws Exception;

	}

	void measure(Arena arena, Chapter chapter) throws Exception {
		ConsulWire wire = new ConsulWire(URI.create(arena.consul().address(0)));
		int times = arena.rounds(3000, 300);
		wire.put("/v1/agent/service/register", CHECK);
		String session = wire.createSession();
		String value = "eHh4".repeat(100);
		wire.put("/v1/txn", WRITE.formatted(value, value));
		cost(arena, chapter, "heartbeat (check pass)", times, () -> wire.put("/v1/agent/check/pass/unit-alive", ""));
		cost(arena, chapter, "renewal of the session", times, () -> wire.put("/v1/session/renew/" + session, ""));
		cost(arena, chapter, "quorum read of one role", times, () -> wire.get("/v1/kv/unit/?recurse&consistent"));
		cost(arena, chapter, "default read of one role", times, () -> wire.get("/v1/kv/unit/?recurse"));
		cost(arena, chapter, "transaction that writes", times / 3,
				() -> wire.put("/v1/txn", WRITE.formatted(value, value)));
		wire.put("/v1/session/destroy/" + session, "");
		wire.put("/v1/agent/service/deregister/unit", "");
	}

	/** Thrice, and without what Consul takes when nobody asks. */
	static void cost(Arena arena, Chapter chapter, String what, int times, Ask request) throws Exception {
		for (int round = 0; round < arena.rounds(3, 1); round++) {
			double idle = idleShare(arena);
			double before = millis(arena);
			long begun = System.nanoTime();
			for (int i = 0; i < times; i++) {
				request.ask();
			}
			double elapsed = (System.nanoTime() - begun) / 1e6;
			double taken = millis(arena) - before - idle * elapsed;
			chapter.series("CPU time of Consul", what, "ms").add(taken / times);
		}
	}

	private static double idleShare(Arena arena) throws InterruptedException {
		double before = millis(arena);
		long begun = System.nanoTime();
		arena.pause(IDLE, IDLE);
		return (millis(arena) - before) / ((System.nanoTime() - begun) / 1e6);
	}

	static double millis(Arena arena) {
		return arena.consul().pids().stream().mapToDouble(ProcessTime::millis).sum();
	}

}

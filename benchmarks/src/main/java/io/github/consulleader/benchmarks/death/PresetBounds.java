package io.github.consulleader.benchmarks.death;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.consulleader.agent.ConsulAgent;
import io.github.consulleader.agent.ConsulCluster;
import io.github.consulleader.benchmarks.arena.Arena;
import io.github.consulleader.benchmarks.arena.Measurement;
import io.github.consulleader.benchmarks.contest.ContestantKind;
import io.github.consulleader.benchmarks.report.Chapter;

/**
 * Each preset's computed bounds, on three servers with client agents: the workers of all
 * presets share an agent that comes to grief, the others live at another one.
 */
public final class PresetBounds implements Measurement {

	private static final List<ContestantKind> PRESETS = List.of(ContestantKind.OURS_FAST, ContestantKind.OURS,
			ContestantKind.OURS_STEADY);

	/** Agents for each kind of end. */
	private static final int EACH = 5;

	/**
	 * An agent that has met servers syncs all that it knows within 3 s, and once more
	 * within another 3 s. A registration in between may be told late.
	 */
	private static final int FIRST_SYNCS = 6500;

	/** The longest that a newcomer of any preset looks before it takes part. */
	private static final int SETTLED = 4000;

	@Override
	public String name() {
		return "presets";
	}

	@Override
	public String title() {
		return "Presets: computed bounds of a take-over, held against measurements on a cluster";
	}

	@Override
	public int takesSeconds() {
		return 400;
	}

	@Override
	public void measure(Arena arena, Chapter chapter) throws Exception {
		int each = arena.rounds(EACH, 1);
		// One kind of end at a time: more agents and processes than that keep two cores
		// too busy for the preset fast. One more agent is for the others.
		try (ConsulCluster cluster = ConsulCluster.builder()
			.servers(3)
			.clients(each + 1)
			.config("disable_coordinates = true")
			.start()) {
			for (End end : End.values()) {
				arena.pause(FIRST_SYNCS, FIRST_SYNCS);
				wave(arena, chapter, cluster, end);
			}
		}
		for (ContestantKind kind : PRESETS) {
			for (End end : End.values()) {
				chapter.judge(kind.title(), end.title(), (of) -> chapter.verdict(kind.title() + ", " + end.title(),
						of.max() + " s at most", of.max() <= end.bound(kind).toMillis() / 1000.0));
			}
		}
		chapter.note("On three Consul servers with disks and a client agent for each worker, gossip by its defaults.");
		chapter.note("A bound without gossip is the session's: 2 x session-ttl + lock-delay + 0.25 s."
				+ " What is seen is gossip, which finds a dead agent in 5 to 8 s here.");
		chapter.note("Partition: SIGSTOP of the worker's agent, so that no packet of it reaches a server and the worker"
				+ " gets no answer. Not measured here: an agent that is cut off and still answers the worker"
				+ " (`CutMachineTests` does that with network namespaces), and a cluster whose gossip fails.");
		chapter.note("Process death with more rounds: see the table of sudden death.");
	}

	private static void wave(Arena arena, Chapter chapter, ConsulCluster cluster, End end) {
		int each = cluster.clients().size() - 1;
		ConsulAgent safe = cluster.clients().get(each);
		List<PresetFaults> griefs = new ArrayList<>();
		for (int i = 0; i < each; i++) {
			griefs.add(new PresetFaults(arena, end, PRESETS, cluster.clients().get(i), safe));
		}
		arena.attempt(end.title(), () -> {
			PresetFaults.start(griefs);
			arena.pause(SETTLED, SETTLED);
			PresetFaults.restore(griefs);
			arena.pause(SETTLED, SETTLED);
			for (PresetFaults grief : griefs) {
				arena.pause(100, 500);
				grief.strike();
			}
			for (PresetFaults grief : griefs) {
				arena.attempt(grief.toString(), () -> grief.collect(chapter));
			}
		});
		griefs.forEach(PresetFaults::end);
	}

	/** What becomes of a worker. */
	enum End {

		PROCESS("process death"), AGENT("agent death"), MACHINE("machine death"), SILENCE("partition");

		private final String title;

		End(String title) {
			this.title = title;
		}

		String title() {
			return this.title;
		}

		Duration bound(ContestantKind kind) {
			var bounds = kind.timings().bounds(true);
			return switch (this) {
				case PROCESS -> bounds.processDeath();
				case AGENT -> bounds.agentDeath();
				case MACHINE -> bounds.machineDeath();
				case SILENCE -> bounds.partition();
			};
		}

	}

}

package io.github.consulleader.benchmarks.death;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.consulleader.agent.ConsulAgent;
import io.github.consulleader.agent.ConsulCluster;
import io.github.consulleader.benchmarks.arena.Arena;
import io.github.consulleader.benchmarks.arena.Measurement;
import io.github.consulleader.benchmarks.contest.Kind;
import io.github.consulleader.benchmarks.report.Chapter;

/**
 * Each preset's computed bounds, on three servers with client agents: the workers of all
 * presets share an agent that comes to grief, the others live at another one.
 */
public final class PresetBounds implements Measurement {

	private static final List<Kind> PRESETS = List.of(Kind.OURS_FAST, Kind.OURS, Kind.OURS_STEADY);

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
		return 270;
	}

	@Override
	public void measure(Arena arena, Chapter chapter) throws Exception {
		int each = arena.rounds(EACH, 1);
		// Two kinds of end at a time, each with agents of its own; one more for the
		// others.
		try (ConsulCluster cluster = ConsulCluster.builder()
			.servers(3)
			.clients(2 * each + 1)
			.config("disable_coordinates = true")
			.start()) {
			arena.pause(FIRST_SYNCS, FIRST_SYNCS);
			wave(arena, chapter, cluster, List.of(End.PROCESS, End.SILENCE));
			arena.pause(FIRST_SYNCS, FIRST_SYNCS);
			wave(arena, chapter, cluster, List.of(End.MACHINE, End.AGENT));
		}
		for (Kind kind : PRESETS) {
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

	private static void wave(Arena arena, Chapter chapter, ConsulCluster cluster, List<End> ends) {
		int each = (cluster.clients().size() - 1) / 2;
		ConsulAgent safe = cluster.clients().get(2 * each);
		List<Grief> griefs = new ArrayList<>();
		for (int i = 0; i < 2 * each; i++) {
			griefs.add(new Grief(arena, ends.get(i / each), PRESETS, cluster.clients().get(i), safe));
		}
		arena.attempt(ends.toString(), () -> {
			Grief.start(griefs);
			arena.pause(SETTLED, SETTLED);
			for (Grief grief : griefs) {
				arena.pause(100, 500);
				grief.strike();
			}
			for (Grief grief : griefs) {
				arena.attempt(grief.toString(), () -> grief.collect(chapter));
			}
		});
		griefs.forEach(Grief::end);
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

		Duration bound(Kind kind) {
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

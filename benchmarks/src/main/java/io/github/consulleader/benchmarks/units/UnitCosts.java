package io.github.consulleader.benchmarks.units;

import io.github.consulleader.benchmarks.arena.Arena;
import io.github.consulleader.benchmarks.arena.Measurement;
import io.github.consulleader.benchmarks.report.Chapter;

/** What one of each thing costs Consul. */
public final class UnitCosts implements Measurement {

	@Override
	public String name() {
		return "units";
	}

	@Override
	public String title() {
		return "Unit costs: requests, bytes, Raft writes and CPU time of Consul";
	}

	@Override
	public int takesSeconds() {
		return 520;
	}

	@Override
	public boolean isSeparate() {
		return true;
	}

	@Override
	public void measure(Arena arena, Chapter chapter) throws Exception {
		new RequestCost().measure(arena, chapter);
		new WriteCost().measure(arena, chapter);
		new RoleCost().measure(arena, chapter);
		chapter.note(
				"CPU time is that of all Consul processes together, user and kernel; of requests, beyond what it takes idle.");
	}

}

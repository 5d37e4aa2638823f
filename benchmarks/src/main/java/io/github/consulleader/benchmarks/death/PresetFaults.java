package io.github.consulleader.benchmarks.death;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import io.github.consulleader.agent.ConsulAgent;
import io.github.consulleader.benchmarks.arena.Arena;
import io.github.consulleader.benchmarks.arena.Starter;
import io.github.consulleader.benchmarks.contest.ContestantKind;
import io.github.consulleader.benchmarks.contest.ContestantSpec;
import io.github.consulleader.benchmarks.process.Event;
import io.github.consulleader.benchmarks.process.Jvm;
import io.github.consulleader.benchmarks.report.Chapter;

/**
 * What comes over one agent and the workers at it, one of each preset. Used by one
 * thread.
 */
final class PresetFaults {

	/** Beyond a bound, so that what comes too late is measured, too. */
	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final PresetBounds.End end;

	private final List<ContestantKind> presets;

	private final ConsulAgent agent;

	private final List<ContestantSpec> spots = new ArrayList<>();

	private final List<ContestantSpec> safeSpots = new ArrayList<>();

	private final List<Jvm> workers = new ArrayList<>();

	private final List<Jvm> others = new ArrayList<>();

	/** Of those, whose worker has its role still when they are struck. */
	private final List<Boolean> undisturbed = new ArrayList<>();

	private long struck;

	PresetFaults(Arena arena, PresetBounds.End end, List<ContestantKind> presets, ConsulAgent agent, ConsulAgent safe) {
		this.end = end;
		this.presets = presets;
		this.agent = agent;
		for (ContestantKind preset : presets) {
			String scope = arena.scope();
			this.spots.add(new ContestantSpec(preset, agent.httpAddress().toString(), scope, scope + "-0"));
			this.safeSpots.add(new ContestantSpec(preset, safe.httpAddress().toString(), scope, scope + "-1"));
		}
	}

	static void start(List<PresetFaults> griefs) throws InterruptedException {
		List<Callable<Jvm>> starts = new ArrayList<>();
		for (PresetFaults grief : griefs) {
			grief.spots.forEach((spec) -> starts.add(() -> Jvm.opened(spec)));
			grief.safeSpots.forEach((spec) -> starts.add(() -> Jvm.opened(spec)));
		}
		List<Jvm> started = Starter.all(starts);
		for (PresetFaults grief : griefs) {
			int size = grief.presets.size();
			grief.workers.addAll(started.subList(0, size));
			grief.others.addAll(started.subList(size, 2 * size));
			started = started.subList(2 * size, started.size());
		}
		// All begin before any is waited for: the first start of steady takes 25 s.
		griefs.forEach((grief) -> grief.workers.forEach((jvm) -> jvm.send("campaign")));
		griefs.forEach((grief) -> grief.workers.forEach((jvm) -> jvm.await(Event.GRANTED)));
		griefs.forEach((grief) -> grief.others.forEach((jvm) -> jvm.send("campaign")));
		griefs.forEach((grief) -> grief.workers.forEach((jvm) -> jvm.await(Event.DONE)));
		griefs.forEach((grief) -> grief.others.forEach((jvm) -> jvm.await(Event.DONE)));
	}

	/**
	 * So many processes that start at once keep each other from their heartbeats: whoever
	 * has lost its role by that gets it again.
	 */
	static void restore(List<PresetFaults> griefs) {
		List<Jvm> workers = griefs.stream().flatMap((grief) -> grief.workers.stream()).toList();
		List<Jvm> others = griefs.stream().flatMap((grief) -> grief.others.stream()).toList();
		perform("stand-down", others);
		perform("lead", workers);
		workers.forEach((jvm) -> jvm.forget(Event.REVOKED));
		others.forEach((jvm) -> jvm.forget(Event.GRANTED));
		perform("campaign", others);
	}

	private static void perform(String command, List<Jvm> by) {
		by.forEach((jvm) -> jvm.send(command));
		by.forEach((jvm) -> jvm.await(Event.DONE));
	}

	void strike() {
		for (int i = 0; i < this.presets.size(); i++) {
			this.undisturbed
				.add(this.workers.get(i).poll(Event.REVOKED) == null && this.others.get(i).poll(Event.GRANTED) == null);
		}
		this.struck = System.nanoTime();
		switch (this.end) {
			case PROCESS -> this.workers.forEach(Jvm::kill);
			case AGENT -> this.agent.kill();
			case MACHINE -> {
				this.workers.forEach(Jvm::kill);
				this.agent.kill();
			}
			case SILENCE -> this.agent.pause();
		}
	}

	void collect(Chapter chapter) {
		boolean alive = this.end == PresetBounds.End.AGENT || this.end == PresetBounds.End.SILENCE;
		for (int i = 0; i < this.presets.size(); i++) {
			ContestantKind preset = this.presets.get(i);
			if (!this.undisturbed.get(i)) {
				chapter.note("Not counted: " + preset.title() + " lost its role before " + this + ".");
				continue;
			}
			Event granted = this.others.get(i).await(Event.GRANTED, this.end.bound(preset).plus(PATIENCE));
			chapter.series(preset.title(), this.end.title(), "s")
				.within(this.end.bound(preset).toMillis() / 1000.0)
				.add(granted.millisSince(this.struck) / 1000);
			if (alive) {
				Event revoked = this.workers.get(i).await(Event.REVOKED, PATIENCE);
				chapter.series(preset.title(), this.end.title() + ": worker told of the end -> other granted", "s")
					.add(granted.millisSince(revoked.nanos()) / 1000);
			}
		}
	}

	@Override
	public String toString() {
		return this.end.title() + " at " + this.agent.nodeName();
	}

	/** Leaves the agent as it was found. */
	void end() {
		Starter.end(this.workers);
		Starter.end(this.others);
		this.agent.start();
		this.agent.resume();
	}

}

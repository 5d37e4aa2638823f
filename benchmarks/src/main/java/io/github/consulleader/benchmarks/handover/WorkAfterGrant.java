package io.github.consulleader.benchmarks.handover;

import java.util.ArrayList;
import java.util.List;

import io.github.consulleader.benchmarks.arena.Arena;
import io.github.consulleader.benchmarks.arena.Measurement;
import io.github.consulleader.benchmarks.contest.ContestantKind;
import io.github.consulleader.benchmarks.contest.ContestantSpec;
import io.github.consulleader.benchmarks.process.Event;
import io.github.consulleader.benchmarks.process.Jvm;
import io.github.consulleader.benchmarks.report.Chapter;
import io.github.consulleader.benchmarks.report.Series;

/**
 * Whether the old worker works after the new one's grant. Two processes pass many roles
 * to and fro, one after the other; the one that holds a role works in it all the time.
 */
public final class WorkAfterGrant implements Measurement {

	/** So many that each has rested for a lock-delay when its turn comes again. */
	private static final int ROLES = 250;

	@Override
	public String name() {
		return "work";
	}

	@Override
	public String title() {
		return "Work of the old worker after the new one's grant";
	}

	@Override
	public int takesSeconds() {
		return 540;
	}

	@Override
	public boolean isSeparate() {
		return true;
	}

	@Override
	public void measure(Arena arena, Chapter chapter) throws Exception {
		Series gap = chapter.series(ContestantKind.OURS.title(), "last work of the old -> grant of the new", "ms");
		Series total = chapter.series(ContestantKind.OURS.title(), "asked to hand over -> other granted", "ms");
		Series late = chapter.series(ContestantKind.OURS.title(), "work after the other's grant", "ms");
		Arena.Contest contest = arena.contest(ContestantKind.OURS);
		try (Jvm one = start(contest.spec(0)); Jvm other = startWhenHeld(one, contest.spec(1))) {
			Jvm holder = one;
			Jvm waiting = other;
			int cycles = arena.rounds(40, 1);
			for (int cycle = 0; cycle < cycles; cycle++) {
				arena.pause(ContestantKind.OURS.settledAfterMillis(), ContestantKind.OURS.settledAfterMillis());
				List<Event> grants = new ArrayList<>();
				for (int role = 0; role < ROLES; role++) {
					Event asked = holder.perform(Integer.toString(role));
					Event granted = waiting.await(Event.GRANTED);
					grants.add(granted);
					total.add(granted.millisSince(asked.nanos()));
				}
				// Only now, so that work that came late would be seen.
				holder.send(RoleProcess.WORKED);
				for (Event granted : grants) {
					Event worked = holder.await(RoleProcess.WORKED);
					mustBeOfOne(worked, granted);
					double millis = granted.millisSince(worked.nanos());
					gap.add(millis);
					late.add(Math.max(0, -millis));
				}
				Jvm next = waiting;
				waiting = holder;
				holder = next;
			}
		}
		int n = late.values().size();
		long violations = late.values().stream().filter((millis) -> millis > 0).count();
		chapter.verdict("never, in " + ROLES * 40 + " hand-overs", violations + " in " + n, violations == 0);
	}

	private static Jvm start(ContestantSpec spec) {
		ContestantSpec many = spec.withRoles(ROLES);
		return Jvm.start(many.instance(), RoleProcess.class.getName(), List.of(), many.arguments());
	}

	private static Jvm startWhenHeld(Jvm first, ContestantSpec spec) {
		for (int i = 0; i < ROLES; i++) {
			first.await(Event.GRANTED);
		}
		return start(spec);
	}

	private static void mustBeOfOne(Event worked, Event granted) {
		if (worked.value() != granted.value()) {
			throw new IllegalStateException("Of different roles: %s and %s".formatted(worked, granted));
		}
		if (worked.nanos() == 0) {
			throw new IllegalStateException("Nothing was worked in the role of " + granted);
		}
	}

}

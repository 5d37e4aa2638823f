package io.github.consulleader.fleet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

import io.github.consulleader.role.Revocation;

/**
 * All that the witness knows of one role, and what is wrong with it. Reports of different
 * instances may come in any order; only their stamps count.
 */
final class RoleHistory {

	/** Older ones are forgotten: nothing that is still to come can concern them. */
	private static final int KEPT = 100;

	private final String role;

	private final Consumer<String> violations;

	private final TreeMap<Long, Stint> stints = new TreeMap<>();

	/** The token of the term that an instance was granted and not yet revoked. */
	private final Map<String, Long> granted = new HashMap<>();

	private final Set<String> said = new HashSet<>();

	private long terms;

	RoleHistory(String role, Consumer<String> violations) {
		this.role = role;
		this.violations = violations;
	}

	void add(String instance, Report report) {
		switch (report.kind()) {
			case GRANTED -> granted(instance, report);
			case REVOKED -> revoked(instance, report);
			case BELIEVED -> stint(instance, report).believed(report.at(), report.until());
			case WORK_BEGAN -> stint(instance, report);
			case WORK_ENDED -> stint(instance, report).workEnded(report.at(), report.detail().equals("interrupted"));
			case HELLO, YIELDED, RESTED, CLOSED -> throw new IllegalArgumentException("Not of a role: " + report);
		}
		judge(stint(instance, report));
	}

	private void granted(String instance, Report report) {
		Long open = this.granted.put(instance, report.token());
		if (open != null) {
			violation(instance + " was granted " + report.token() + " while " + open + " was not revoked");
		}
		stint(instance, report);
	}

	private void revoked(String instance, Report report) {
		Long open = this.granted.remove(instance);
		if (open == null || open != report.token()) {
			violation(instance + " was revoked " + report.token() + " while it was granted " + open);
		}
		stint(instance, report).revoked(report.at(), Revocation.valueOf(report.detail()));
	}

	private Stint stint(String instance, Report report) {
		Stint stint = this.stints.get(report.token());
		if (stint == null) {
			stint = new Stint(instance, report.number(), report.token());
			this.stints.put(report.token(), stint);
			this.terms++;
			if (this.stints.size() > KEPT) {
				this.stints.pollFirstEntry();
			}
		}
		if (!stint.instance().equals(instance)) {
			violation(stint + " is claimed by " + instance + " too");
		}
		return stint;
	}

	private void judge(Stint stint) {
		for (Stint other : this.stints.values()) {
			if (other != stint) {
				boolean earlier = other.token() < stint.token();
				judge(earlier ? other : stint, earlier ? stint : other);
			}
		}
	}

	private void judge(Stint lower, Stint higher) {
		long overlap = lower.overlap(higher);
		if (overlap > 0) {
			violation("two workers: " + lower + " and " + higher);
			return;
		}
		if (lower.wasBelieved() && higher.wasBelieved() && higher.from() < lower.from()) {
			violation("tokens did not rise: " + lower + " began after " + higher);
		}
		if (higher.wasBelieved() && lower.endedInOrder() && lower.over() > higher.from()) {
			violation("work of " + lower + " was not over when " + higher + " began");
		}
	}

	/** Each is told once: the next reports show the same again. */
	private void violation(String what) {
		if (this.said.add(what)) {
			this.violations.accept("role " + this.role + ": " + what);
		}
	}

	/** The term with the highest token that was believed in. */
	Optional<Stint> latest() {
		return this.stints.descendingMap().values().stream().filter(Stint::wasBelieved).findFirst();
	}

	long terms() {
		return this.terms;
	}

	/** The longest time without worker between two moments, in nanoseconds. */
	long longestGap(long since, long end) {
		List<Stint> believed = new ArrayList<>(this.stints.values());
		believed.removeIf((stint) -> !stint.wasBelieved());
		believed.sort(Comparator.comparingLong(Stint::from));
		long longest = 0;
		long covered = since;
		for (Stint stint : believed) {
			long from = Math.min(Math.max(stint.from(), since), end);
			longest = Math.max(longest, from - covered);
			covered = Math.max(covered, Math.min(stint.until(), end));
		}
		return Math.max(longest, end - covered);
	}

}

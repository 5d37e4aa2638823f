package io.github.consulleader.sample.fleet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The terms that a fleet has seen, what was done to it, and the hand-overs that follow
 * from both. Word of a term's end may arrive after word of the next one's beginning;
 * hand-overs are worked out anew from the moments each time, never from the order of
 * arrival. For one thread at a time.
 */
final class Chronicle {

	private static final int TERMS = 64;

	private static final int DISTURBANCES = 256;

	/** A paused worker notices within this time after it woke. */
	private static final long WAKING_MILLIS = 1000;

	private final List<TermView> terms = new ArrayList<>();

	private final List<Disturbance> disturbances = new ArrayList<>();

	void granted(String instance, long number, long token, long at) {
		this.terms.add(new TermView(instance, number, token, at, null, null));
		this.terms.sort(Comparator.comparingLong(TermView::token));
		trim(this.terms, TERMS);
	}

	void revoked(String instance, long token, long at, String reason) {
		this.terms.replaceAll((term) -> (term.token() == token && term.instance().equals(instance))
				? term.ended(at, readable(reason)) : term);
	}

	static String readable(String reason) {
		return reason.toLowerCase(Locale.ROOT).replace('_', ' ');
	}

	/** A process has ended: so has its term, if it could not say so itself. */
	void processEnded(String instance, long at, String how) {
		this.terms.replaceAll(
				(term) -> (term.endedAt() == null && term.instance().equals(instance)) ? term.ended(at, how) : term);
	}

	void disturbed(@Nullable String instance, @Nullable Deed deed, long at) {
		this.disturbances.add(new Disturbance(instance, deed, at));
		trim(this.disturbances, DISTURBANCES);
	}

	/** All that are remembered, oldest first. */
	List<TermView> terms() {
		return List.copyOf(this.terms);
	}

	/** All that follow from what is remembered, newest first. */
	List<HandOver> handOvers() {
		List<HandOver> handOvers = new ArrayList<>();
		for (int i = this.terms.size() - 1; i > 0; i--) {
			handOvers.add(handOver(this.terms.get(i - 1), this.terms.get(i)));
		}
		return handOvers;
	}

	private HandOver handOver(TermView before, TermView after) {
		Long stoppedAt = before.endedAt();
		Disturbance cause = cause(before, after);
		if (cause != null) {
			return new HandOver(before.instance(), after.instance(), after.token(), cause.kind(), cause.at(), stoppedAt,
					after.grantedAt());
		}
		String reason = (before.reason() != null) ? before.reason() : "not known";
		Long begunAt = (stoppedAt != null && stoppedAt <= after.grantedAt()) ? stoppedAt : null;
		return new HandOver(before.instance(), after.instance(), after.token(), reason, begunAt, stoppedAt,
				after.grantedAt());
	}

	/** The last thing done that can have ended the term. */
	private @Nullable Disturbance cause(TermView before, TermView after) {
		for (int i = this.disturbances.size() - 1; i >= 0; i--) {
			Disturbance candidate = this.disturbances.get(i);
			if (candidate.concerns(before.instance()) && candidate.at() >= before.grantedAt()
					&& candidate.at() <= after.grantedAt() && canEnd(candidate, before, after)) {
				return candidate;
			}
		}
		return null;
	}

	private boolean canEnd(Disturbance candidate, TermView before, TermView after) {
		if (candidate.deed() == null) {
			return true;
		}
		return switch (candidate.deed()) {
			case TERM, KILL -> true;
			case YIELD -> before.reason() == null || before.reason().equals("yielded");
			case STOP -> stillPaused(candidate, before, after);
			case CONT, START -> false;
		};
	}

	/** Whether the pause lasted until the next grant, or the waking ended the term. */
	private boolean stillPaused(Disturbance stop, TermView before, TermView after) {
		Long wokeAt = this.disturbances.stream()
			.filter((other) -> other.deed() == Deed.CONT && other.concerns(before.instance()))
			.map(Disturbance::at)
			.filter((at) -> at >= stop.at())
			.min(Comparator.naturalOrder())
			.orElse(null);
		if (wokeAt == null || wokeAt >= after.grantedAt()) {
			return true;
		}
		return before.endedAt() != null && before.endedAt() <= wokeAt + WAKING_MILLIS;
	}

	private static void trim(List<?> list, int size) {
		if (list.size() > size) {
			list.subList(0, list.size() - size).clear();
		}
	}

}

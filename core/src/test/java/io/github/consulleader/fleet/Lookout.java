package io.github.consulleader.fleet;

import java.time.Duration;

import io.github.consulleader.role.Leadership;
import io.github.consulleader.role.Term;
import org.jspecify.annotations.Nullable;

/**
 * Asks {@code isLeader()} again and again and tells the witness in which stretch the
 * answer was certainly yes. A process that is halted between the question and its stamp
 * is never credited with a belief that it may not have had: a stretch begins with the
 * stamp after the first yes and ends with the stamp before the last. That confidence has
 * no hole within one term is part of the contract, so none is looked for.
 */
final class Lookout {

	private static final long TELL_EVERY = Duration.ofMillis(20).toNanos();

	private final Leadership leadership;

	private final Reporter reporter;

	private @Nullable Term believed;

	private long from;

	private long until;

	private long told;

	Lookout(Leadership leadership, Reporter reporter) {
		this.leadership = leadership;
		this.reporter = reporter;
	}

	void look() {
		long before = System.nanoTime();
		Term term = this.leadership.isLeader() ? this.leadership.term().orElse(null) : null;
		long after = System.nanoTime();
		if (!isSameTerm(term)) {
			tell();
			this.believed = term;
			this.from = after;
			this.until = 0;
			return;
		}
		if (term != null) {
			this.until = before;
			if (this.told == 0 || after - this.told > TELL_EVERY) {
				tell();
				this.told = after;
			}
		}
	}

	private boolean isSameTerm(@Nullable Term term) {
		return (term == null) ? this.believed == null : this.believed != null && this.believed.token() == term.token();
	}

	private void tell() {
		if (this.believed != null && this.until != 0) {
			this.reporter.tell(Report.believed(this.believed, this.from, this.until));
		}
		this.told = 0;
	}

}

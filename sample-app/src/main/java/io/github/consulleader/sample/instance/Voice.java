package io.github.consulleader.sample.instance;

import java.io.PrintStream;
import java.time.Clock;

import io.github.consulleader.role.Leadership;
import io.github.consulleader.role.RoleStatus;
import io.github.consulleader.role.Term;
import io.github.consulleader.sample.channel.Message.Kind;
import io.github.consulleader.sample.channel.Message;
import io.github.consulleader.sample.channel.MessageLines;
import io.github.consulleader.sample.report.Report;
import io.github.consulleader.sample.report.StaleTokenException;
import org.jspecify.annotations.Nullable;

/**
 * What this instance says to the launcher. Safe for use by several threads.
 */
final class Voice {

	private final Leadership leadership;

	private final Clock clock;

	private final MessageLines lines;

	private final PrintStream out;

	Voice(Leadership leadership, Clock clock, MessageLines lines, PrintStream out) {
		this.leadership = leadership;
		this.clock = clock;
		this.lines = lines;
		this.out = out;
	}

	void status(RoleStatus status) {
		Term term = status.term();
		this.lines.write(
				new Message(Kind.STATUS, this.clock.millis(), status.state().name(), (term != null) ? term.number() : 0,
						(term != null) ? term.token() : 0, status.since().toEpochMilli(), status.problem()),
				this.out);
	}

	void granted(Term term) {
		say(Kind.GRANTED, this.clock.millis(), term.number(), term.token(), 0, null);
	}

	void revoked(Term term, String reason) {
		say(Kind.REVOKED, this.clock.millis(), term.number(), term.token(), 0, reason);
	}

	void reported(Report report) {
		say(Kind.REPORTED, report.madeAt(), 0, report.token(), report.number(), null);
	}

	void refused(StaleTokenException why) {
		say(Kind.REFUSED, this.clock.millis(), 0, 0, 0, why.getMessage());
	}

	void woke(long millis, boolean leader) {
		say(Kind.WOKE, this.clock.millis(), 0, 0, millis, Boolean.toString(leader));
	}

	void note(String text) {
		say(Kind.NOTE, this.clock.millis(), 0, 0, 0, text);
	}

	private void say(Kind kind, long at, long term, long token, long value, @Nullable String text) {
		this.lines.write(new Message(kind, at, this.leadership.status().state().name(), term, token, value, text),
				this.out);
	}

}

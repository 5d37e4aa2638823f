package io.github.consulleader.fleet;

import io.github.consulleader.role.Term;

/**
 * What an instance tells the witness: one line.
 *
 * @param at when it happened
 * @param kind what happened
 * @param role the role, or {@code -}
 * @param number the term's number
 * @param token the term's token
 * @param until for {@link Kind#BELIEVED} the last moment, else 0
 * @param detail one word, or {@code -}
 */
record Report(long at, Kind kind, String role, long number, long token, long until, String detail) {

	/** What there is to tell. */
	enum Kind {

		/** A process has come; the detail is its name. */
		HELLO,

		/** The grant callback was called. */
		GRANTED,

		/** The revoke callback returns; the detail is the reason. */
		REVOKED,

		/** {@code isLeader()} was true all the time in this term. */
		BELIEVED,

		/** Work began. */
		WORK_BEGAN,

		/** Work ended; the detail says whether it was interrupted. */
		WORK_ENDED,

		/** A yield was answered; the detail says how. */
		YIELDED,

		/** The election was stopped, and starts again; the detail says how it stopped. */
		RESTED,

		/** The election was closed; the detail says whether in order. */
		CLOSED

	}

	static final String NONE = "-";

	static Report of(Kind kind, String detail) {
		return new Report(System.nanoTime(), kind, NONE, 0, 0, 0, detail);
	}

	static Report of(Kind kind, Term term, String detail) {
		return new Report(System.nanoTime(), kind, term.role().name(), term.number(), term.token(), 0, detail);
	}

	static Report believed(Term term, long from, long until) {
		return new Report(from, Kind.BELIEVED, term.role().name(), term.number(), term.token(), until, NONE);
	}

	static Report parse(String line) {
		String[] words = line.split(" ", -1);
		if (words.length != 7) {
			throw new IllegalArgumentException("Not a report: '" + line + "'");
		}
		return new Report(Long.parseLong(words[0]), Kind.valueOf(words[1]), words[2], Long.parseLong(words[3]),
				Long.parseLong(words[4]), Long.parseLong(words[5]), words[6]);
	}

	String line() {
		return this.at + " " + this.kind + " " + this.role + " " + this.number + " " + this.token + " " + this.until
				+ " " + this.detail;
	}

}

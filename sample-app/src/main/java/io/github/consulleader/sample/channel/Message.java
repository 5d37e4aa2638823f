package io.github.consulleader.sample.channel;

import org.jspecify.annotations.Nullable;

/**
 * What an instance has to say.
 *
 * @param kind what it speaks of
 * @param at the moment that it speaks of, in milliseconds since 1970 by its wall clock
 * @param state what the instance is in the role, in the words of the product
 * @param term number of the term, or 0 if it has none
 * @param token fencing token of the term, or 0 if it has none
 * @param value a number, see {@link Kind}
 * @param text a word for people, see {@link Kind}
 */
public record Message(Kind kind, long at, String state, long term, long token, long value, @Nullable String text) {

	/**
	 * What a message speaks of.
	 */
	public enum Kind {

		/**
		 * How things are; sent on every change and at least every second. {@code value}:
		 * since when it is in this state, in milliseconds since 1970. {@code text}: what
		 * keeps the role from working, or {@code null}.
		 */
		STATUS,

		/** A term has begun. */
		GRANTED,

		/** A term has ended. {@code text}: the reason. */
		REVOKED,

		/** A report was made. {@code value}: its number. */
		REPORTED,

		/** A report was refused, since its token is out of date. {@code text}: why. */
		REFUSED,

		/**
		 * The process stood still and goes on. {@code value}: for how long, in
		 * milliseconds. {@code text}: what the first {@code isLeader()} after that said.
		 */
		WOKE,

		/** Something else for people. {@code text}: what happened. */
		NOTE

	}

}

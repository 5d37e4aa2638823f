package io.github.consulleader.consul;

import java.util.List;

/**
 * What became of a request.
 *
 * @param <T> what a successful request returns
 */
public sealed interface Answer<T> {

	/**
	 * The request was carried out.
	 *
	 * @param <T> what it returns
	 * @param value what it returned
	 */
	record Done<T>(T value) implements Answer<T> {
	}

	/**
	 * A definite no: the request was not carried out and will not be.
	 *
	 * @param <T> what it would have returned
	 * @param refusal why, as far as it matters for what to do next; with several failed
	 * operations of a transaction the gravest of them ({@link Refusal} lists them from
	 * grave to light)
	 * @param detail Consul's own words, for people
	 * @param failed the failed operations of a transaction, empty for anything else
	 * @param aboutToken whether the token itself is the reason, since none was sent or
	 * Consul does not know it, rather than what it may do; the detail says which
	 */
	record Refused<T>(Refusal refusal, String detail, List<FailedOp> failed, boolean aboutToken) implements Answer<T> {

		public Refused {
			failed = List.copyOf(failed);
		}

		/**
		 * A no to some operations, for another reason than the token itself.
		 * @param refusal why
		 * @param detail Consul's own words
		 * @param failed the failed operations
		 */
		public Refused(Refusal refusal, String detail, List<FailedOp> failed) {
			this(refusal, detail, failed, false);
		}

		/**
		 * A no without a list of operations.
		 * @param refusal why
		 * @param detail Consul's own words
		 */
		public Refused(Refusal refusal, String detail) {
			this(refusal, detail, List.of());
		}

	}

	/**
	 * No conclusion is possible: no answer in time, a broken connection, an error without
	 * a known meaning. A write may have been applied, or may still be applied up to some
	 * 30 s later. A read simply failed.
	 *
	 * @param <T> what it would have returned
	 * @param detail what is known, for people
	 */
	record Unknown<T>(String detail) implements Answer<T> {
	}

	/**
	 * One operation of a transaction that failed.
	 *
	 * @param index its place in the transaction, from 0
	 * @param refusal why
	 * @param detail Consul's own words
	 */
	record FailedOp(int index, Refusal refusal, String detail) {
	}

}

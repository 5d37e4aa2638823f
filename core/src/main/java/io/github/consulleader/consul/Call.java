package io.github.consulleader.consul;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * One request and how its reply is read.
 *
 * @param <T> what it returns
 * @param kind what it is for
 * @param method {@code GET} or {@code PUT}
 * @param target path and query, below the address of the agent
 * @param body the JSON that is sent, or {@code null} for none
 * @param timeout how long its answer is waited for
 * @param reader reads the reply
 */
record Call<T>(RequestType kind, String method, String target, @Nullable String body, Duration timeout,
		AnswerReader<T> reader) {

	/** For people; without the query. */
	@Override
	public String toString() {
		int query = this.target.indexOf('?');
		return this.method + " " + ((query < 0) ? this.target : this.target.substring(0, query));
	}

}

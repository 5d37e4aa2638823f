package io.github.consulleader.consul;

/**
 * Makes an answer of a reply.
 *
 * @param <T> what a successful request returns
 */
@FunctionalInterface
interface AnswerReader<T> {

	/**
	 * Reads a reply.
	 * @param reply status, index and body
	 * @return what it means
	 * @throws tools.jackson.core.JacksonException if the body is not what Consul answers
	 */
	Answer<T> read(Reply reply);

}

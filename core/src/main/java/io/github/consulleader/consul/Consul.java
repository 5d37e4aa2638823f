package io.github.consulleader.consul;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Everything that this product asks of Consul.
 * <p>
 * No method blocks and none throws for anything that Consul or the network does: each
 * returns a future that completes with an {@link Answer}, never exceptionally, and does
 * so at the latest after the request time-out of the implementation (for {@link #watch}
 * after the wait, a sixteenth of it, and the request time-out). Which thread completes it
 * is not defined. Cancelling a future gives up waiting and frees what it holds here;
 * whether a write is carried out is then unknown. Methods may be called from any thread.
 */
public interface Consul {

	/**
	 * Asks the agent who it is.
	 * @return its node and datacenter; {@link Refusal#DENIED} without {@code agent:read}
	 */
	CompletableFuture<Answer<AgentInfo>> self();

	/**
	 * Registers a service that exists only to carry a TTL check, at the agent that
	 * answers, or registers it again. A new check starts critical; one that is registered
	 * again keeps its state. Does not pass the check.
	 * @param registration service and check
	 * @return done, or {@link Refusal#DENIED} without {@code service:write}
	 */
	CompletableFuture<Answer<Ack>> register(CheckRegistration registration);

	/**
	 * Passes a TTL check. Answered by the local agent alone: it confirms nothing but that
	 * the agent lives.
	 * @param checkId the check
	 * @return done, or {@link Refusal#CHECK_MISSING}
	 */
	CompletableFuture<Answer<Ack>> pass(String checkId);

	/**
	 * Returns which token requests bear. An agent tells the servers of a check with the
	 * token that registered it, also when that one is no more.
	 * @return a number that changes with the token; the same for ever without tokens
	 */
	default int tokenVersion() {
		return 0;
	}

	/**
	 * Returns whether requests reach one and the same agent, where a check can be kept
	 * passing, as far as whoever made the connection knows.
	 * @return false if it is known that they do not
	 */
	default boolean agentCheck() {
		return true;
	}

	/**
	 * Removes a service and its check from the agent; done also if there is none.
	 * @param serviceId the service
	 * @return done
	 */
	CompletableFuture<Answer<Ack>> deregister(String serviceId);

	/**
	 * Makes a session.
	 * @param spec what it hangs on
	 * @return its id; {@link Refusal#CHECK_MISSING}, {@link Refusal#CHECK_CRITICAL},
	 * {@link Refusal#NODE_MISSING}, {@link Refusal#DENIED}
	 */
	CompletableFuture<Answer<String>> createSession(SessionSpec spec);

	/**
	 * Renews a session's TTL. Answered by a server that may have been deposed, or have
	 * become leader before it has read its log: neither yes nor no proves anything.
	 * @param sessionId the session
	 * @return the TTL that the server keeps, which may be longer than asked for (zero:
	 * none); or {@link Refusal#SESSION_GONE}
	 */
	CompletableFuture<Answer<Duration>> renewSession(String sessionId);

	/**
	 * Asks a quorum whether there is a session. A server that has just become leader may
	 * say of a living one that it cannot be renewed, as it does not know it yet; this
	 * waits until the server knows.
	 * @param sessionId the session
	 * @return whether it is there; false also if the token may not read it
	 */
	CompletableFuture<Answer<Boolean>> hasSession(String sessionId);

	/**
	 * Ends a session; done also if there is none. Keys that it holds get their
	 * lock-delay.
	 * @param sessionId the session
	 * @return done
	 */
	CompletableFuture<Answer<Ack>> destroySession(String sessionId);

	/**
	 * Carries out operations on keys, all or none. At most 64. One that only looks, since
	 * none of its operations writes, is no write in the log: a quorum is asked as for a
	 * {@link Consistency#QUORUM} read, and it is as urgent.
	 * @param operations what to do, in order
	 * @return the entries as they are after it, in the order of the operations that
	 * return one; {@link Refusal#CONFLICT} , {@link Refusal#LOCK_DELAY},
	 * {@link Refusal#SESSION_GONE}, {@link Refusal#DENIED}, each with the operations that
	 * failed
	 */
	CompletableFuture<Answer<List<Entry>>> transact(List<Operation> operations);

	/**
	 * Reads all keys below a prefix.
	 * @param prefix the prefix
	 * @param consistency how sure the answer is to be
	 * @return the entries, sorted by key; an empty listing also when there is none or the
	 * token may not read
	 */
	CompletableFuture<Answer<Listing>> list(String prefix, Consistency consistency);

	/**
	 * Reads all keys below a prefix as soon as something below it has changed since an
	 * earlier listing, or when the wait is over; in default consistency. An early,
	 * repeated or unchanged answer means nothing.
	 * @param prefix the prefix
	 * @param index {@link Listing#index()} of the earlier listing, at least 1
	 * @param wait how long to wait at most; Consul adds up to a sixteenth
	 * @return the entries, sorted by key
	 */
	CompletableFuture<Answer<Listing>> watch(String prefix, long index, Duration wait);

}

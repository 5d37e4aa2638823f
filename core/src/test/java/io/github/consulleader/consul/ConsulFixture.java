package io.github.consulleader.consul;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/**
 * What the contract needs of whoever plays Consul, and the small verbs that its tests are
 * written in.
 */
interface ConsulFixture {

	/** The client of this process. */
	Consul consul();

	/** A client of another process. */
	Consul another();

	/** Lets at least so much time pass. */
	void elapse(Duration atLeast);

	/** Waits until a future is complete, and fails if it never is. */
	<T> T await(CompletableFuture<T> future);

	/** Where to go on with an answer, if not inside of it. */
	Executor elsewhere();

	/** A prefix that no other test uses, with a slash at its end. */
	String prefix();

	/** Whether tests that take half a minute are to run. */
	boolean patient();

	/** The shortest TTL that a session may have here; an operator may allow less. */
	Duration shortestTtl();

	/** Whether what is under way at the same time always ends in the same way. */
	boolean repeatable();

	/** Saves a snapshot of the servers; what is returned restores it. */
	Runnable snapshot();

	/** Has an operator remove the node of this process's agent. */
	void removeNode();

	default String key(String name) {
		return prefix() + name;
	}

	default <T> T done(CompletableFuture<Answer<T>> future) {
		Answer<T> answer = await(future);
		if (answer instanceof Answer.Done<T> done) {
			return done.value();
		}
		return fail("not done: " + answer);
	}

	default <T> Answer.Refused<T> refused(CompletableFuture<Answer<T>> future) {
		Answer<T> answer = await(future);
		if (answer instanceof Answer.Refused<T> refused) {
			return refused;
		}
		return fail("not refused: " + answer);
	}

	default <T> Refusal refusal(CompletableFuture<Answer<T>> future) {
		return refused(future).refusal();
	}

	/** Looks again and again for half a minute. */
	default void until(String what, BooleanSupplier condition) {
		for (int tries = 0; !condition.getAsBoolean(); tries++) {
			assertThat(tries).as("tries until " + what).isLessThan(600);
			elapse(Duration.ofMillis(50));
		}
	}

	/** A session that hangs on nothing but its TTL. */
	default String session(Duration lockDelay, String... checks) {
		return sessionOf(Duration.ofSeconds(10), lockDelay, checks);
	}

	default String sessionOf(Duration ttl, Duration lockDelay, String... checks) {
		return done(consul().createSession(new SessionSpec("contract", ttl, lockDelay, List.of(checks))));
	}

	default String session() {
		return session(Duration.ofMillis(100));
	}

	/** A service with a passing check. */
	default CheckRegistration passingCheck(Duration ttl) {
		CheckRegistration check = check(ttl);
		done(consul().register(check));
		done(consul().pass(check.checkId()));
		return check;
	}

	default CheckRegistration check(Duration ttl) {
		String id = "contract-" + UUID.randomUUID();
		return new CheckRegistration(id, "contract", id + "-ttl", ttl, Duration.ofMinutes(1));
	}

	default List<Entry> transact(Operation... operations) {
		return done(consul().transact(List.of(operations)));
	}

	default Entry lock(String key, String session) {
		return transact(new Operation.Lock(key, session, "held", 0)).get(0);
	}

	default Entry set(String key, String value) {
		return transact(new Operation.Set(key, value, 0)).get(0);
	}

	/** Tries to lock for a new session. */
	default Refusal refusedLock(String key) {
		return refusedTransaction(new Operation.Lock(key, session(), "", 0)).refusal();
	}

	default Answer.Refused<List<Entry>> refusedTransaction(Operation... operations) {
		return refused(another().transact(List.of(operations)));
	}

	default Listing listing() {
		return done(another().list(prefix(), Consistency.QUORUM));
	}

	/** The key as a listing shows it. */
	default Entry shown(String key) {
		return listing().entries()
			.stream()
			.filter((entry) -> entry.key().equals(key))
			.findFirst()
			.orElseGet(() -> fail("no key " + key));
	}

	default boolean exists(String key) {
		return listing().entries().stream().anyMatch((entry) -> entry.key().equals(key));
	}

}

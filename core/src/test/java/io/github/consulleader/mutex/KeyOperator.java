package io.github.consulleader.mutex;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.Consistency;
import io.github.consulleader.consul.ConsulConnection;
import io.github.consulleader.consul.Entry;
import io.github.consulleader.consul.HttpConsul;
import io.github.consulleader.consul.Operation;
import java.net.URI;

import static org.assertj.core.api.Assertions.fail;

/** Somebody who looks at Consul and meddles with it. */
public final class KeyOperator implements AutoCloseable {

	private final HttpConsul consul;

	private final String prefix;

	/**
	 * Comes to a Consul.
	 * @param address of Consul
	 * @param scope whose mutexes matter
	 */
	public KeyOperator(URI address, String scope) {
		this.consul = new HttpConsul(new ConsulConnection(address, Duration.ofSeconds(10)));
		this.prefix = "test/" + scope + "/mutex/";
	}

	/**
	 * Returns where a mutex is stored.
	 * @param encoded its key as it is stored
	 * @return the stored key
	 */
	public String path(String encoded) {
		return this.prefix + encoded + "/.lock";
	}

	/**
	 * Looks at a mutex.
	 * @param encoded its key as it is stored
	 * @return what is stored
	 */
	public Optional<Entry> entry(String encoded) {
		return done(this.consul.list(this.prefix, Consistency.QUORUM)).entries()
			.stream()
			.filter((entry) -> entry.key().equals(path(encoded)))
			.findFirst();
	}

	/**
	 * Returns who holds a mutex.
	 * @param encoded its key as it is stored
	 * @return the session
	 */
	public Optional<String> holder(String encoded) {
		return entry(encoded).map(Entry::session);
	}

	/**
	 * Returns how many processes have lined up.
	 * @return the number of tickets, with a session or without
	 */
	public long tickets() {
		return done(this.consul.list(this.prefix, Consistency.QUORUM)).entries()
			.stream()
			.filter((entry) -> MutexKeys.lockOf(entry.key()) != null)
			.count();
	}

	/**
	 * Destroys the session that holds a mutex.
	 * @param encoded its key as it is stored
	 */
	public void destroyHolder(String encoded) {
		done(this.consul.destroySession(holder(encoded).orElseThrow()));
	}

	/**
	 * Deletes the key of a mutex.
	 * @param encoded its key as it is stored
	 */
	public void delete(String encoded) {
		done(this.consul.transact(List.of(new Operation.Delete(path(encoded)))));
	}

	/**
	 * Writes to the key of a mutex.
	 * @param encoded its key as it is stored
	 * @param value the value
	 * @param flags the flags
	 */
	public void write(String encoded, String value, long flags) {
		done(this.consul.transact(List.of(new Operation.Set(path(encoded), value, flags))));
	}

	private static <T> T done(CompletableFuture<Answer<T>> request) {
		Answer<T> answer = request.join();
		return (answer instanceof Answer.Done<T> done) ? done.value() : fail("not done: " + answer);
	}

	@Override
	public void close() {
		this.consul.close();
	}

}

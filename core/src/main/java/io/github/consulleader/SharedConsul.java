package io.github.consulleader;

import io.github.consulleader.consul.ConsulConnection;
import io.github.consulleader.consul.HttpConsul;

/**
 * The connections of one process to Consul, for its election and its mutexes together:
 * four in all, as long as Consul answers, whatever the number of roles and mutexes.
 * <p>
 * Whoever was given this goes on using it until it is closed itself, so that the order in
 * which all are closed does not matter; the last one frees connections and threads. The
 * request time-out of the connection holds for all; name the same in their timings.
 */
public final class SharedConsul implements AutoCloseable {

	private final ConsulConnection connection;

	private final HttpConsul consul;

	/**
	 * Makes it; nothing is sent yet.
	 * @param connection how to reach Consul
	 * @throws IllegalArgumentException if the address is not one of http or https
	 */
	public SharedConsul(ConsulConnection connection) {
		this.connection = connection;
		this.consul = new HttpConsul(connection);
	}

	ConsulConnection connection() {
		return this.connection;
	}

	/**
	 * Lets one more use it.
	 * @return to be closed by its user
	 * @throws IllegalStateException if this is closed
	 */
	HttpConsul share() {
		return this.consul.share();
	}

	/** Takes no new users. Those that there are go on. Safe to repeat. */
	@Override
	public void close() {
		this.consul.close();
	}

}

package io.github.consulleader;

import java.security.SecureRandom;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import io.github.consulleader.consul.ConsulConnection;
import io.github.consulleader.consul.HttpConsul;
import io.github.consulleader.mutex.Mutexes;
import io.github.consulleader.role.Candidate;
import io.github.consulleader.role.Timings;
import io.github.consulleader.session.SessionPlan;
import io.github.consulleader.time.ThreadedEventLoop;
import io.github.consulleader.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * The mutexes of one process, with the thread that they need. They have a session of
 * their own, apart from that of the roles, because a session takes a lock again that it
 * has already. Nothing is asked of Consul before the first is used.
 */
public final class ConsulMutexes implements AutoCloseable {

	private final HttpConsul consul;

	private final ThreadedEventLoop loop;

	private final Mutexes mutexes;

	private final CallbackThreads callbacks;

	private final AtomicBoolean closed = new AtomicBoolean();

	/**
	 * Prepares the mutexes of a process.
	 * @param candidate who the process is; mutexes exclude within its prefix and scope
	 * @param timings the durations of the session
	 * @param gossipCheck whether the session hangs on gossip too
	 * @param connection how to reach Consul
	 */
	public ConsulMutexes(Candidate candidate, Timings timings, boolean gossipCheck, ConsulConnection connection) {
		this(candidate, timings, gossipCheck, new HttpConsul(connection), connection.datacenter());
	}

	/**
	 * Prepares the mutexes of a process that has an election, too.
	 * @param candidate who the process is; mutexes exclude within its prefix and scope
	 * @param timings the durations of the session
	 * @param gossipCheck whether the session hangs on gossip too
	 * @param consul the connections that the election uses; closed by the caller, before
	 * this or after
	 * @throws IllegalStateException if they are closed
	 */
	public ConsulMutexes(Candidate candidate, Timings timings, boolean gossipCheck, SharedConsul consul) {
		this(candidate, timings, gossipCheck, consul.share(), consul.connection().datacenter());
	}

	private ConsulMutexes(Candidate candidate, Timings timings, boolean gossipCheck, HttpConsul consul,
			@Nullable String datacenter) {
		String nonce = Long.toHexString(new SecureRandom().nextLong());
		this.consul = consul;
		AtomicReference<Mutexes> made = new AtomicReference<>();
		this.loop = new ThreadedEventLoop("consul-mutex-" + candidate.scope(), Ticker.system(),
				(failure) -> Objects.requireNonNull(made.get()).recover(failure));
		this.callbacks = new CallbackThreads(candidate.scope(), this.loop);
		this.mutexes = new Mutexes(this.consul, this.loop,
				new SessionPlan("mutex", candidate, nonce, timings, gossipCheck), datacenter, this.callbacks);
		made.set(this.mutexes);
	}

	/**
	 * Returns the mutexes.
	 * @return the mutexes, closed with this
	 */
	public Mutexes mutexes() {
		return this.mutexes;
	}

	/**
	 * Gives back what is held, ends the session, and frees threads and connections. Safe
	 * to repeat.
	 */
	@Override
	public void close() {
		if (this.closed.compareAndSet(false, true)) {
			this.mutexes.close();
			this.callbacks.close();
			this.loop.close();
			this.consul.close();
		}
	}

}

package io.github.consulleader.mutex;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import io.github.consulleader.consul.Consul;
import io.github.consulleader.session.SessionPlan;
import io.github.consulleader.time.EventLoop;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The mutexes of one process. Nothing is asked of Consul before the first is used.
 * <p>
 * Safe for use by any thread but the event loop's, on which waiting would stop
 * everything.
 */
public final class Mutexes implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Mutexes.class);

	private final EventLoop loop;

	private final MutexTable table;

	private final Duration requestTimeout;

	private final ThreadHolds holdings = new ThreadHolds();

	private final Outage outage;

	/** How many threads want a mutex that they have not got yet, by key. */
	private final Map<String, Integer> wanted = new ConcurrentHashMap<>();

	private volatile boolean closed;

	/**
	 * Prepares mutexes.
	 * @param consul where they are kept; closed by the caller, after this
	 * @param loop where everything is decided, and what it throws belongs to
	 * {@link #recover}; closed by the caller, after this
	 * @param plan what their session is to be, with the purpose {@code mutex}; how long a
	 * crash keeps others out follows from its timings
	 * @param datacenter the datacenter that the agent must be in, or {@code null} for
	 * whichever it is in
	 * @param callbacks where listeners of users are called, never on the loop
	 */
	public Mutexes(Consul consul, EventLoop loop, SessionPlan plan, @Nullable String datacenter, Executor callbacks) {
		this.loop = loop;
		this.outage = new Outage(loop.ticker());
		this.table = new MutexTable(consul, loop, plan, datacenter, callbacks, this.outage);
		this.requestTimeout = plan.timings().requestTimeout();
	}

	/**
	 * Returns a mutex. Two for the same key are the same lock, and a thread that holds
	 * one holds the other.
	 * @param key any text
	 * @return the mutex
	 * @throws IllegalArgumentException if the key is not valid Unicode
	 */
	public Mutex mutex(String key) {
		this.table.check(key);
		return new Mutex(this, key, null);
	}

	/**
	 * Returns whether a thread of this process holds a mutex or waits for it. By the time
	 * it is returned it may be otherwise. Asks nobody.
	 * @param key the mutex
	 * @return whether it is in use
	 */
	public boolean inUse(String key) {
		return this.wanted.containsKey(key) || this.holdings.hasAny(key);
	}

	/**
	 * Returns what keeps this process from having mutexes at this moment. Asks nobody.
	 * @return what is wrong, for people, or {@code null} if nothing is known to be, so
	 * that what cannot be had is held by somebody else
	 */
	public @Nullable String problem() {
		return this.outage.problem();
	}

	/** For how long there has been a {@link #problem}, or zero. */
	Duration unavailableFor() {
		return this.outage.lasted();
	}

	/** How many threads of this process wait for a mutex just now. */
	int waiting(String key) {
		CompletableFuture<Integer> count = new CompletableFuture<>();
		this.loop.execute(() -> count.complete(this.table.waiting(key)));
		return count.completeOnTimeout(0, releasePatience().toNanos(), TimeUnit.NANOSECONDS).join();
	}

	ThreadHolds holdings() {
		return this.holdings;
	}

	@SuppressWarnings("FutureReturnValueIgnored") // what is returned completes with the
													// claim
	LockRequest claim(String key, @Nullable Duration ttl, boolean now) {
		LockRequest claim = new LockRequest(ttl, now);
		this.wanted.merge(key, 1, Integer::sum);
		claim.outcome()
			.whenComplete((hold, failure) -> this.wanted.computeIfPresent(key,
					(same, count) -> (count > 1) ? count - 1 : null));
		this.loop.execute(() -> this.table.claim(key, claim));
		if (this.closed) {
			// The loop may have ended, too, and nobody would ever answer.
			claim.fail(new MutexException(key, "the mutexes are closed"));
		}
		return claim;
	}

	/** Somebody does not wait any more. */
	void waiterLeft(String key) {
		this.loop.execute(() -> this.table.waiterLeft(key));
	}

	CompletableFuture<UnlockResult> release(LockLease hold) {
		CompletableFuture<UnlockResult> outcome = new CompletableFuture<>();
		this.loop.execute(() -> this.table.release(hold, outcome));
		return outcome;
	}

	void setDeadline(LockLease hold, @Nullable Duration ttl) {
		hold.setDeadline(ttl);
		this.loop.execute(() -> this.table.watchTtl(hold));
	}

	/** How long one definite answer may take, with a look before it. */
	Duration patience() {
		return this.requestTimeout.multipliedBy(2);
	}

	/** How long giving back is waited for before it goes on in the background. */
	Duration releasePatience() {
		return this.requestTimeout.multipliedBy(5);
	}

	/**
	 * Something threw on the event loop: nothing is known for certain any more. Whoever
	 * holds a mutex has lost it, whoever waits for one goes on waiting, in a new session.
	 * To be called on the loop.
	 * @param failure what was thrown
	 */
	public void recover(Throwable failure) {
		logger.error("The mutexes of this process failed; whatever was held is lost, and they start over", failure);
		this.table.recover("something failed in this process, so that it gave up its session: " + failure);
	}

	/**
	 * Ends them all: whoever waits is told so by a {@link MutexException}, what is held
	 * is released, whose holders are told so at their unlock, and the session is
	 * destroyed. Waits for it, for some twelve request time-outs at most; what could not
	 * be taken away by then ends by itself.
	 */
	@Override
	public void close() {
		Duration longest = this.requestTimeout.multipliedBy(12);
		if (!shut().completeOnTimeout(false, longest.toNanos(), TimeUnit.NANOSECONDS).join()) {
			logger.warn("Destroying the session of the mutexes was not confirmed; it expires by itself");
		}
	}

	/** Begins to end them all; completes with whether everything was taken away. */
	CompletableFuture<Boolean> shut() {
		this.closed = true;
		CompletableFuture<Boolean> done = new CompletableFuture<>();
		this.loop.execute(() -> this.table.close(releasePatience(), done::complete));
		return done;
	}

}

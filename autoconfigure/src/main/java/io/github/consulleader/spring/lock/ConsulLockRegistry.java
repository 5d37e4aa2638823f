package io.github.consulleader.spring.lock;

import java.time.Duration;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import io.github.consulleader.mutex.Mutex;
import io.github.consulleader.mutex.Mutexes;
import io.github.consulleader.time.Ticker;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.CannotAcquireLockException;
import org.springframework.integration.support.locks.DistributedLock;
import org.springframework.integration.support.locks.ExpirableLockRegistry;
import org.springframework.integration.support.locks.RenewableLockRegistry;
import org.springframework.integration.util.CheckedCallable;
import org.springframework.integration.util.CheckedRunnable;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.util.Assert;

/**
 * A lock registry on Consul. Its locks exclude each other over all processes of a scope,
 * and {@code consul lock <prefix>/<scope>/mutex/<key>} with them. They are re-entrant by
 * thread, fair within a process, and kept alive until they are unlocked, unless they were
 * taken with a ttl: that is a dead-line of this process, after which they are given back.
 * <p>
 * Errors are those of Spring Integration's own registries:
 * <ul>
 * <li>{@link ConcurrentModificationException} where a lock was lost or its ttl was over,
 * by {@code unlock}, {@code renewLock} and a re-entrant {@code lock}; a re-entrant
 * {@code tryLock} returns {@code false} then. A lost lock is never taken again behind the
 * holder's back; the holder may contend anew once it was told. {@code executeLocked}
 * throws it, too, but suppressed in what its task has thrown, if that failed.</li>
 * <li>{@link IllegalMonitorStateException} where the current thread does not have the
 * lock, by {@code unlock} and {@code renewLock}.</li>
 * <li>{@link CannotAcquireLockException} where a lock cannot be taken for another reason
 * than that somebody has it: Consul cannot be asked, the token lacks a right, its key is
 * not a lock, the registry was closed.</li>
 * <li>{@link IllegalArgumentException} where a key is not a {@code String}.</li>
 * <li>{@link UnsupportedOperationException} by {@code newCondition}.</li>
 * </ul>
 * Safe for use by any thread.
 */
public final class ConsulLockRegistry
		implements RenewableLockRegistry<DistributedLock>, ExpirableLockRegistry<DistributedLock>, AutoCloseable {

	/** How many locks are remembered if nothing else is said. */
	public static final int DEFAULT_CAPACITY = 100_000;

	/** How long {@code lock()} waits for Consul if nothing else is said. */
	public static final Duration DEFAULT_UNAVAILABLE_TIMEOUT = Duration.ofSeconds(60);

	/** How many locks that are in use are passed over when room is made for one. */
	private static final int SEARCH = 64;

	private final Mutexes mutexes;

	private final @Nullable Duration defaultTtl;

	private final Ticker ticker;

	private final Renewals renewals = new Renewals();

	private final Lock guard = new ReentrantLock();

	/** Those that were obtained last come last. */
	private final Map<String, ConsulLock> locks = new LinkedHashMap<>(16, 0.75f, true);

	private volatile int cacheCapacity = DEFAULT_CAPACITY;

	private volatile Duration unavailableTimeout = DEFAULT_UNAVAILABLE_TIMEOUT;

	/**
	 * Offers the mutexes of this process as locks.
	 * @param mutexes the mutexes; closed with this
	 */
	public ConsulLockRegistry(Mutexes mutexes) {
		this(mutexes, null);
	}

	/**
	 * Offers the mutexes of this process as locks with a ttl.
	 * @param mutexes the mutexes; closed with this
	 * @param defaultTtl after how long a lock is given back by itself that was taken
	 * without a ttl of its own; {@code null} for not before it is unlocked
	 */
	public ConsulLockRegistry(Mutexes mutexes, @Nullable Duration defaultTtl) {
		this(mutexes, defaultTtl, Ticker.system());
	}

	ConsulLockRegistry(Mutexes mutexes, @Nullable Duration defaultTtl, Ticker ticker) {
		Assert.isTrue(defaultTtl == null || defaultTtl.compareTo(Duration.ZERO) > 0,
				"'defaultTtl' must be greater than zero");
		this.mutexes = mutexes;
		this.defaultTtl = defaultTtl;
		this.ticker = ticker;
	}

	/**
	 * Sets how many locks are remembered. Those that are held or waited for always are,
	 * even if there are more. What is forgotten is made anew, and still excludes.
	 * @param cacheCapacity how many; default 100,000
	 */
	public void setCacheCapacity(int cacheCapacity) {
		Assert.isTrue(cacheCapacity > 0, "'cacheCapacity' must be greater than zero");
		this.cacheCapacity = cacheCapacity;
	}

	/**
	 * Sets how long {@code lock} and {@code lockInterruptibly} go on waiting while Consul
	 * cannot be asked, before they throw a {@link CannotAcquireLockException}. They wait
	 * without an end for a lock that somebody has.
	 * @param unavailableTimeout how long; zero for as long as it takes. Default 60 s
	 */
	public void setUnavailableTimeout(Duration unavailableTimeout) {
		Assert.isTrue(!unavailableTimeout.isNegative(), "'unavailableTimeout' must not be negative");
		this.unavailableTimeout = unavailableTimeout;
	}

	/**
	 * Has locks with a ttl renewed, each third of their ttl, while the thread that took
	 * them holds them and lives: those that are taken from now on, or given another ttl.
	 * Locks without a ttl need no renewal.
	 * @param renewalTaskScheduler what runs the renewals; not stopped by this
	 */
	@Override
	public void setRenewalTaskScheduler(TaskScheduler renewalTaskScheduler) {
		Assert.notNull(renewalTaskScheduler, "'renewalTaskScheduler' must not be null");
		this.renewals.use(renewalTaskScheduler);
	}

	long now() {
		return this.ticker.monotonicNanos();
	}

	@Nullable Duration defaultTtl() {
		return this.defaultTtl;
	}

	Renewals renewals() {
		return this.renewals;
	}

	Mutex patient(Mutex mutex) {
		Duration limit = this.unavailableTimeout;
		return limit.isZero() ? mutex : mutex.givingUpAfter(limit);
	}

	/**
	 * Returns what keeps this process from having locks at this moment. Asks nobody.
	 * @return what is wrong, for people, or {@code null} if nothing is known to be
	 */
	public @Nullable String problem() {
		return this.mutexes.problem();
	}

	/**
	 * Returns the lock of a key; the same one each time, as long as it is remembered.
	 * @param lockKey a {@code String}
	 * @return the lock
	 * @throws IllegalArgumentException if the key is none
	 */
	@Override
	public ConsulLock obtain(Object lockKey) {
		String key = checked(lockKey);
		this.guard.lock();
		try {
			ConsulLock lock = this.locks.get(key);
			if (lock == null) {
				lock = new ConsulLock(this, this.mutexes.mutex(key));
				this.locks.put(key, lock);
			}
			lock.touch();
			makeRoom(lock);
			return lock;
		}
		finally {
			this.guard.unlock();
		}
	}

	/** What has no text of its own would be another lock in each process. */
	private static String checked(@Nullable Object lockKey) {
		Assert.notNull(lockKey, "'lockKey' must not be null");
		if (lockKey instanceof String key) {
			return key;
		}
		throw new IllegalArgumentException(
				"The key of a lock must be a String, but is a " + lockKey.getClass().getTypeName()
						+ ": make a text of it that is the same for equal keys in every process.");
	}

	private void makeRoom(ConsulLock wanted) {
		List<String> passedOver = new ArrayList<>();
		Iterator<ConsulLock> eldest = this.locks.values().iterator();
		while (this.locks.size() > this.cacheCapacity && passedOver.size() < SEARCH && eldest.hasNext()) {
			ConsulLock lock = eldest.next();
			String key = lock.mutex().key();
			if (lock == wanted || this.mutexes.inUse(key)) {
				passedOver.add(key);
			}
			else {
				eldest.remove();
			}
		}
		// So that the next search begins behind them.
		passedOver.forEach(this.locks::get);
	}

	/**
	 * Makes sure that the current thread still holds a lock, and gives it its ttl again,
	 * if it has one.
	 * @param lockKey the lock
	 * @throws IllegalMonitorStateException if the current thread does not hold it
	 * @throws ConcurrentModificationException if it was lost
	 */
	@Override
	public void renewLock(Object lockKey) {
		obtain(lockKey).mutex().renew(null);
	}

	/**
	 * Makes sure that the current thread still holds a lock, and gives it another ttl.
	 * @param lockKey the lock
	 * @param ttl counted from now
	 * @throws IllegalMonitorStateException if the current thread does not hold it
	 * @throws ConcurrentModificationException if it was lost
	 */
	@Override
	public void renewLock(Object lockKey, Duration ttl) {
		Mutex mutex = obtain(lockKey).mutex();
		mutex.renew(ttl);
		this.renewals.begin(mutex, ttl);
	}

	/**
	 * Forgets locks that nobody holds or waits for.
	 * @param age for how many milliseconds they must not have been used
	 */
	@Override
	public void expireUnusedOlderThan(long age) {
		Duration unused = Duration.ofMillis(age);
		this.guard.lock();
		try {
			this.locks.values()
				.removeIf((lock) -> lock.unusedFor().compareTo(unused) > 0 && !this.mutexes.inUse(lock.mutex().key()));
		}
		finally {
			this.guard.unlock();
		}
	}

	@Override
	public <E extends Throwable> void executeLocked(Object lockKey, CheckedRunnable<E> runnable)
			throws E, InterruptedException {
		LockedTask.of(runnable).runWith(obtain(lockKey));
	}

	@Override
	public <T extends @Nullable Object, E extends Throwable> T executeLocked(Object lockKey,
			CheckedCallable<T, E> callable) throws E, InterruptedException {
		return LockedTask.of(callable).runWith(obtain(lockKey));
	}

	@Override
	public <E extends Throwable> void executeLocked(Object lockKey, Duration waitLockDuration,
			CheckedRunnable<E> runnable) throws E, InterruptedException, TimeoutException {
		LockedTask.of(runnable).runWith(obtain(lockKey), waitLockDuration, this.defaultTtl);
	}

	@Override
	public <T extends @Nullable Object, E extends Throwable> T executeLocked(Object lockKey, Duration waitLockDuration,
			CheckedCallable<T, E> callable) throws E, InterruptedException, TimeoutException {
		return LockedTask.of(callable).runWith(obtain(lockKey), waitLockDuration, this.defaultTtl);
	}

	/**
	 * Gives back all locks and ends the session, as {@link Mutexes#close()} does.
	 */
	@Override
	public void close() {
		this.mutexes.close();
	}

}

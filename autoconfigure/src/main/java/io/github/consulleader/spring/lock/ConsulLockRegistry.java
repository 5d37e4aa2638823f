package io.github.consulleader.spring.lock;

import java.time.Duration;
import java.util.ConcurrentModificationException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.consulleader.mutex.Mutexes;
import io.github.consulleader.time.Ticker;
import org.jspecify.annotations.Nullable;

import org.springframework.integration.support.locks.DistributedLock;
import org.springframework.integration.support.locks.ExpirableLockRegistry;
import org.springframework.integration.support.locks.RenewableLockRegistry;
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
 * holder's back; the holder may contend anew once it was told.</li>
 * <li>{@link IllegalStateException} where the current thread does not have the lock, by
 * {@code unlock} and {@code renewLock}; and where waiting is no cure: no permission, a
 * key that is no lock, a registry that was closed.</li>
 * <li>{@link UnsupportedOperationException} by {@code newCondition}.</li>
 * </ul>
 * Safe for use by any thread. Keys are told apart by their text.
 */
public final class ConsulLockRegistry
		implements RenewableLockRegistry<DistributedLock>, ExpirableLockRegistry<DistributedLock>, AutoCloseable {

	private final Mutexes mutexes;

	private final Ticker ticker;

	private final Map<String, ConsulLock> locks = new ConcurrentHashMap<>();

	/**
	 * Offers the mutexes of this process as locks.
	 * @param mutexes the mutexes; closed with this
	 */
	public ConsulLockRegistry(Mutexes mutexes) {
		this(mutexes, Ticker.system());
	}

	ConsulLockRegistry(Mutexes mutexes, Ticker ticker) {
		this.mutexes = mutexes;
		this.ticker = ticker;
	}

	@Override
	public DistributedLock obtain(Object lockKey) {
		return lock(lockKey);
	}

	private ConsulLock lock(@Nullable Object lockKey) {
		Assert.notNull(lockKey, "'lockKey' must not be null");
		ConsulLock lock = this.locks.computeIfAbsent(lockKey.toString(),
				(key) -> new ConsulLock(this.mutexes.mutex(key), this.ticker));
		lock.touch();
		return lock;
	}

	/**
	 * Makes sure that the current thread still holds a lock, and gives it its ttl again,
	 * if it has one.
	 * @param lockKey the lock
	 * @throws IllegalStateException if the current thread does not hold it
	 * @throws ConcurrentModificationException if it was lost
	 */
	@Override
	public void renewLock(Object lockKey) {
		lock(lockKey).mutex().renew(null);
	}

	/**
	 * Makes sure that the current thread still holds a lock, and gives it another ttl.
	 * @param lockKey the lock
	 * @param ttl counted from now
	 * @throws IllegalStateException if the current thread does not hold it
	 * @throws ConcurrentModificationException if it was lost
	 */
	@Override
	public void renewLock(Object lockKey, Duration ttl) {
		lock(lockKey).mutex().renew(ttl);
	}

	/**
	 * Forgets locks that nobody holds or waits for.
	 * @param age for how many milliseconds they must not have been used
	 */
	@Override
	public void expireUnusedOlderThan(long age) {
		this.locks.values()
			.removeIf((lock) -> lock.unusedFor().compareTo(Duration.ofMillis(age)) > 0
					&& !this.mutexes.inUse(lock.mutex().key()));
	}

	/**
	 * Gives back all locks and ends the session, as {@link Mutexes#close()} does.
	 */
	@Override
	public void close() {
		this.mutexes.close();
	}

}

package io.github.consulleader.spring.lock;

import java.time.Duration;
import java.util.ConcurrentModificationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.function.Consumer;

import io.github.consulleader.mutex.Attempt;
import io.github.consulleader.mutex.Mutex;
import io.github.consulleader.mutex.MutexException;
import io.github.consulleader.mutex.MutexUnavailableException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.CannotAcquireLockException;
import org.springframework.integration.support.locks.DistributedLock;

/**
 * A lock of a {@link ConsulLockRegistry}, which says what its methods throw. Beyond what
 * Spring Integration asks of a lock it tells the fencing token, whether it is held at
 * this very moment, and when it is lost.
 * <p>
 * Where Consul cannot be asked, {@link #tryLock()} throws, since nobody knows whether the
 * lock is free; a {@code tryLock} with a time to wait returns {@code false} when that is
 * over, and {@link #problem()} says whether it was for that.
 */
public final class ConsulLock implements DistributedLock {

	private final ConsulLockRegistry registry;

	private final Mutex mutex;

	private volatile long usedAt;

	ConsulLock(ConsulLockRegistry registry, Mutex mutex) {
		this.registry = registry;
		this.mutex = mutex;
		this.usedAt = registry.now();
	}

	Mutex mutex() {
		return this.mutex;
	}

	void touch() {
		this.usedAt = this.registry.now();
	}

	Duration unusedFor() {
		return Duration.ofNanos(this.registry.now() - this.usedAt);
	}

	/**
	 * Takes it with the registry's ttl, if it has one, waiting as long as it takes.
	 * @throws CannotAcquireLockException if waiting is no cure, or Consul cannot be asked
	 * for longer than the registry allows
	 * @throws ConcurrentModificationException if this thread had it and has lost it
	 */
	@Override
	public void lock() {
		lockFor(this.registry.defaultTtl());
	}

	/**
	 * As {@link #lock()}, with a ttl.
	 * @param ttl after how long it is given back by itself
	 */
	@Override
	public void lock(Duration ttl) {
		lockFor(ttl);
	}

	private void lockFor(@Nullable Duration ttl) {
		touch();
		try {
			this.registry.patient(this.mutex).lock(ttl);
		}
		catch (MutexException | MutexUnavailableException ex) {
			throw notTaken(ex);
		}
		taken(ttl);
	}

	/**
	 * As {@link #lock()}, but ends when the thread is interrupted.
	 * @throws InterruptedException if it was; this thread does not have it then
	 */
	@Override
	public void lockInterruptibly() throws InterruptedException {
		touch();
		Duration ttl = this.registry.defaultTtl();
		try {
			this.registry.patient(this.mutex).lockInterruptibly(ttl);
		}
		catch (MutexException | MutexUnavailableException ex) {
			throw notTaken(ex);
		}
		taken(ttl);
	}

	/**
	 * Takes it if it is free.
	 * @return whether this thread has it; {@code false} if somebody else does, or if this
	 * thread had it and has lost it
	 * @throws CannotAcquireLockException if Consul has not said within two request
	 * time-outs who has it, or waiting is no cure
	 */
	@Override
	public boolean tryLock() {
		touch();
		Duration ttl = this.registry.defaultTtl();
		Attempt attempt;
		try {
			attempt = this.mutex.attempt(ttl);
		}
		catch (MutexException ex) {
			throw notTaken(ex);
		}
		return now(attempt, ttl);
	}

	/**
	 * Takes it with the registry's ttl, if it has one, waiting for a time at most.
	 * @return whether this thread has it
	 */
	@Override
	public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
		return tryLockFor(Duration.ofNanos(unit.toNanos(time)), this.registry.defaultTtl());
	}

	/**
	 * Takes it, waiting for a time at most; zero or less as {@link #tryLock()}.
	 * @param waitTime how long
	 * @param ttl after how long it is given back by itself
	 * @return whether this thread has it
	 */
	@Override
	public boolean tryLock(Duration waitTime, Duration ttl) throws InterruptedException {
		return tryLockFor(waitTime, ttl);
	}

	boolean tryLockFor(Duration waitTime, @Nullable Duration ttl) throws InterruptedException {
		touch();
		Attempt attempt;
		try {
			attempt = this.mutex.attempt(waitTime, ttl);
		}
		catch (MutexException ex) {
			throw notTaken(ex);
		}
		if (waitTime.isNegative() || waitTime.isZero()) {
			return now(attempt, ttl);
		}
		if (attempt == Attempt.TAKEN) {
			taken(ttl);
		}
		return attempt == Attempt.TAKEN;
	}

	private boolean now(Attempt attempt, @Nullable Duration ttl) {
		if (attempt == Attempt.UNANSWERED) {
			throw new CannotAcquireLockException(
					this + " may be free or not: Consul has not said so in time" + problemText());
		}
		if (attempt == Attempt.TAKEN) {
			taken(ttl);
		}
		return attempt == Attempt.TAKEN;
	}

	private String problemText() {
		String problem = problem();
		return (problem != null) ? " (" + problem + ")" : "";
	}

	private CannotAcquireLockException notTaken(IllegalStateException ex) {
		return new CannotAcquireLockException(String.valueOf(ex.getMessage()), ex);
	}

	private void taken(@Nullable Duration ttl) {
		try {
			this.registry.renewals().begin(this.mutex, ttl);
		}
		catch (RuntimeException ex) {
			this.mutex.unlock();
			throw new CannotAcquireLockException(this + " would not be renewed: the scheduler refuses", ex);
		}
	}

	/**
	 * Gives it back, once for each time it was taken.
	 * @throws IllegalMonitorStateException if this thread does not have it
	 * @throws ConcurrentModificationException if it was lost
	 */
	@Override
	public void unlock() {
		touch();
		try {
			this.mutex.unlock();
		}
		finally {
			if (!this.mutex.isHeldByCurrentThread()) {
				this.registry.renewals().end(this.mutex);
			}
		}
	}

	/**
	 * Not offered.
	 * @throws UnsupportedOperationException always
	 */
	@Override
	public Condition newCondition() {
		throw new UnsupportedOperationException("Locks on Consul have no conditions");
	}

	/**
	 * Returns the fencing token of this thread's hold, see {@link Mutex#token()}.
	 * @return a number that rises with every take of this lock by whomever
	 * @throws IllegalMonitorStateException if this thread does not have it
	 */
	public long token() {
		return this.mutex.token();
	}

	/**
	 * Returns whether this thread has it at this very moment, see
	 * {@link Mutex#isHeldByCurrentThread()}.
	 * @return whether nobody else can have entered
	 */
	public boolean isHeldByCurrentThread() {
		return this.mutex.isHeldByCurrentThread();
	}

	/**
	 * Calls a listener when this thread's hold ends against its will, see
	 * {@link Mutex#whenLost}.
	 * @param listener receives how it was lost, for people
	 * @throws IllegalMonitorStateException if this thread does not have it
	 */
	public void whenLost(Consumer<String> listener) {
		this.mutex.whenLost(listener);
	}

	/**
	 * Interrupts this thread when its hold ends against its will, until it is unlocked;
	 * see {@link Mutex#interruptWhenLost()}.
	 * @throws IllegalMonitorStateException if this thread does not have it
	 */
	public void interruptWhenLost() {
		this.mutex.interruptWhenLost();
	}

	/**
	 * Returns what keeps this process from having locks at this moment. Asks nobody.
	 * @return what is wrong, for people, or {@code null} if nothing is known to be, so
	 * that what cannot be had is held by somebody else
	 */
	public @Nullable String problem() {
		return this.registry.problem();
	}

	@Override
	public String toString() {
		return "Consul lock '" + this.mutex.key() + "'";
	}

}

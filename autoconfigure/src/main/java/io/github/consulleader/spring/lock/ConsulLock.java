package io.github.consulleader.spring.lock;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

import io.github.consulleader.mutex.Mutex;
import io.github.consulleader.time.Ticker;

import org.springframework.integration.support.locks.DistributedLock;

/**
 * A mutex as Spring Integration wants it.
 */
final class ConsulLock implements DistributedLock {

	private final Mutex mutex;

	private final Ticker ticker;

	private volatile long usedAt;

	ConsulLock(Mutex mutex, Ticker ticker) {
		this.mutex = mutex;
		this.ticker = ticker;
		this.usedAt = ticker.monotonicNanos();
	}

	Mutex mutex() {
		return this.mutex;
	}

	void touch() {
		this.usedAt = this.ticker.monotonicNanos();
	}

	Duration unusedFor() {
		return Duration.ofNanos(this.ticker.monotonicNanos() - this.usedAt);
	}

	@Override
	public void lock() {
		touch();
		this.mutex.lock(null);
	}

	@Override
	public void lock(Duration ttl) {
		touch();
		this.mutex.lock(ttl);
	}

	@Override
	public void lockInterruptibly() throws InterruptedException {
		touch();
		this.mutex.lockInterruptibly();
	}

	@Override
	public boolean tryLock() {
		touch();
		return this.mutex.tryLock();
	}

	@Override
	public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
		touch();
		return this.mutex.tryLock(Duration.of(time, unit.toChronoUnit()), null);
	}

	@Override
	public boolean tryLock(Duration waitTime, Duration ttl) throws InterruptedException {
		touch();
		return this.mutex.tryLock(waitTime, ttl);
	}

	@Override
	public void unlock() {
		touch();
		this.mutex.unlock();
	}

	@Override
	public Condition newCondition() {
		throw new UnsupportedOperationException("Locks on Consul have no conditions");
	}

	@Override
	public String toString() {
		return "Consul lock '" + this.mutex.key() + "'";
	}

}

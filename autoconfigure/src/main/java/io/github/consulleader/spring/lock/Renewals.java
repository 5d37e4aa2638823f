package io.github.consulleader.spring.lock;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;

import io.github.consulleader.mutex.Mutex;
import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.TaskScheduler;

/**
 * Gives locks that have a ttl their ttl again while their thread holds them, if there is
 * a scheduler for that. Without a ttl there is nothing to renew.
 */
final class Renewals {

	/** Longer ones last as long as any process. */
	private static final Duration LONGEST = Duration.ofDays(365);

	private final Map<Seat, ScheduledFuture<?>> running = new ConcurrentHashMap<>();

	private volatile @Nullable TaskScheduler scheduler;

	void use(TaskScheduler renewalTaskScheduler) {
		this.scheduler = renewalTaskScheduler;
	}

	/** The current thread has taken a lock. */
	void begin(Mutex mutex, @Nullable Duration ttl) {
		TaskScheduler present = this.scheduler;
		if (present == null || ttl == null || ttl.compareTo(LONGEST) > 0) {
			return;
		}
		Seat seat = new Seat(mutex.key(), Thread.currentThread());
		if (!this.running.containsKey(seat)) {
			this.running.put(seat, present.scheduleWithFixedDelay(() -> renew(mutex, seat), ttl.dividedBy(3)));
		}
	}

	private void renew(Mutex mutex, Seat seat) {
		if (!seat.holder().isAlive() || !mutex.renewFor(seat.holder())) {
			end(seat);
		}
	}

	/** The current thread has given a lock back. */
	void end(Mutex mutex) {
		if (!this.running.isEmpty()) {
			end(new Seat(mutex.key(), Thread.currentThread()));
		}
	}

	private void end(Seat seat) {
		ScheduledFuture<?> renewal = this.running.remove(seat);
		if (renewal != null) {
			renewal.cancel(false);
		}
	}

	/**
	 * What is renewed.
	 *
	 * @param key of the lock
	 * @param holder who has it
	 */
	private record Seat(String key, Thread holder) {

	}

}

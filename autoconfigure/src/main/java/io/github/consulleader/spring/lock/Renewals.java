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

	/** Renewed that many times within a ttl. */
	private static final int TIMES = 3;

	/** Longer ones last as long as any process. */
	private static final Duration LONGEST = Duration.ofDays(365);

	private final Map<Seat, Renewal> running = new ConcurrentHashMap<>();

	private volatile @Nullable TaskScheduler scheduler;

	void use(TaskScheduler renewalTaskScheduler) {
		this.scheduler = renewalTaskScheduler;
	}

	/**
	 * The current thread has taken a lock, again or anew, or has given it another ttl.
	 * @param ttl what it asked for, or {@code null} for none
	 */
	void begin(Mutex mutex, @Nullable Duration ttl) {
		TaskScheduler present = this.scheduler;
		if (present == null) {
			return;
		}
		Seat seat = new Seat(mutex.key(), Thread.currentThread());
		long token = mutex.token();
		Renewal before = this.running.get(seat);
		// One of a hold that was lost would come too late for this one.
		if (before != null && before.token == token && (ttl == null || before.isOftenEnoughFor(ttl))) {
			return;
		}
		end(seat);
		if (ttl != null && ttl.compareTo(LONGEST) <= 0) {
			Renewal renewal = new Renewal(mutex, seat, token, ttl.dividedBy(TIMES));
			this.running.put(seat, renewal);
			renewal.start(present);
		}
	}

	/** The current thread has given a lock back. */
	void end(Mutex mutex) {
		if (!this.running.isEmpty()) {
			end(new Seat(mutex.key(), Thread.currentThread()));
		}
	}

	private void end(Seat seat) {
		Renewal renewal = this.running.remove(seat);
		if (renewal != null) {
			renewal.stop();
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

	/** The renewals of one hold. */
	private final class Renewal implements Runnable {

		private final Mutex mutex;

		private final Seat seat;

		private final long token;

		private final Duration pause;

		private volatile boolean over;

		private volatile @Nullable ScheduledFuture<?> scheduled;

		Renewal(Mutex mutex, Seat seat, long token, Duration pause) {
			this.mutex = mutex;
			this.seat = seat;
			this.token = token;
			this.pause = pause;
		}

		boolean isOftenEnoughFor(Duration ttl) {
			return this.pause.compareTo(ttl.dividedBy(TIMES)) <= 0;
		}

		/** The first one may come before this returns. */
		void start(TaskScheduler scheduler) {
			try {
				this.scheduled = scheduler.scheduleWithFixedDelay(this, this.pause);
			}
			catch (RuntimeException ex) {
				stop();
				throw ex;
			}
			if (this.over) {
				stop();
			}
		}

		@Override
		public void run() {
			if (!this.over && (!this.seat.holder().isAlive() || !this.mutex.renewFor(this.seat.holder()))) {
				stop();
			}
		}

		void stop() {
			this.over = true;
			Renewals.this.running.remove(this.seat, this);
			ScheduledFuture<?> present = this.scheduled;
			if (present != null) {
				present.cancel(false);
			}
		}

	}

}

package io.github.consulleader.consul;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Decides whose turn it is on connections that several users share: urgent requests
 * first, then watches, then the others; users take turns, and each user's own go in order
 * of arrival.
 * <p>
 * Each watch keeps a connection. Two more are for everything else, or as few as it takes
 * to have no more than {@value #CONNECTIONS} in all, but never less than one. What has
 * been under way for long does not keep urgent requests from a place.
 * <p>
 * Nothing is done under the lock but to count.
 */
final class RequestScheduler {

	/** How many requests are under way at most, as long as each is answered soon. */
	static final int CONNECTIONS = 4;

	private static final int PLACES = 2;

	private final ReentrantLock lock = new ReentrantLock();

	/** The user whose turn is next comes first. */
	private final Deque<ClientQueue> lanes = new ArrayDeque<>();

	private int taken;

	/** How many of those that are taken have been so for long. */
	private int slow;

	private int watches;

	/** Lets one more user in. */
	ClientQueue open() {
		return locked(() -> {
			ClientQueue lane = new ClientQueue(this);
			this.lanes.add(lane);
			return lane;
		});
	}

	/** Forgets a user; returns whether it was the last. */
	boolean leave(ClientQueue lane) {
		return locked(() -> this.lanes.remove(lane) && this.lanes.isEmpty());
	}

	/** Starts those whose turn it is. */
	void next() {
		List<InFlightCall<?>> refused = new ArrayList<>();
		for (InFlightCall<?> turn = poll(refused); turn != null; turn = poll(refused)) {
			turn.start();
		}
		refused.forEach((exchange) -> exchange.refuse(ClientQueue.tooMany(exchange.kind())));
	}

	private @Nullable InFlightCall<?> poll(List<InFlightCall<?>> refused) {
		return locked(() -> {
			for (Priority urgency : Priority.values()) {
				InFlightCall<?> turn = mayStart(urgency) ? poll(urgency, refused) : null;
				if (turn != null) {
					turn.takePlace();
					count(turn, 1);
					return turn;
				}
			}
			return null;
		});
	}

	private @Nullable InFlightCall<?> poll(Priority urgency, List<InFlightCall<?>> refused) {
		for (ClientQueue lane : this.lanes) {
			InFlightCall<?> turn = lane.poll(urgency, refused);
			if (turn != null) {
				this.lanes.remove(lane);
				this.lanes.add(lane);
				return turn;
			}
		}
		return null;
	}

	private boolean mayStart(Priority urgency) {
		return switch (urgency) {
			case URGENT -> isRoomFor(this.taken - this.slow);
			case OTHER -> isRoomFor(this.taken);
			case WATCH -> this.watches != CONNECTIONS - PLACES || this.taken < PLACES;
		};
	}

	private boolean isRoomFor(int others) {
		return others == 0 || (others < PLACES && others + this.watches < CONNECTIONS);
	}

	/** An exchange may still hang when others have long been answered. */
	void slow(InFlightCall<?> exchange) {
		locked(() -> {
			if (exchange.kind().shared() && exchange.becomeSlow()) {
				this.slow++;
			}
			return true;
		});
		next();
	}

	/** Gives the place of an exchange to the next. */
	void giveBack(InFlightCall<?> exchange) {
		locked(() -> {
			count(exchange, -1);
			if (exchange.isSlow()) {
				this.slow--;
			}
			return true;
		});
		next();
	}

	private void count(InFlightCall<?> exchange, int change) {
		if (exchange.kind().shared()) {
			this.taken += change;
		}
		else {
			this.watches += change;
		}
	}

	<T extends @Nullable Object> T locked(Supplier<T> action) {
		this.lock.lock();
		try {
			return action.get();
		}
		finally {
			this.lock.unlock();
		}
	}

}

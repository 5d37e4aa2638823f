package io.github.consulleader.consul;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Decides whose turn it is. Two requests are under way at a time, urgent ones first, else
 * in order of arrival; and at most {@value #MOST_UNANSWERED} of a kind without an answer:
 * one that was given up gives its place to the next, but Consul may be busy with it for
 * half a minute.
 * <p>
 * Nothing is done under the lock but to count.
 */
final class Lanes {

	/** How many requests of a kind may be unanswered. */
	static final int MOST_UNANSWERED = 3;

	private static final int PLACES = 2;

	private static final String CLOSED = "this client is closed; not sent";

	private final ReentrantLock lock = new ReentrantLock();

	private final Deque<Exchange<?>> urgent = new ArrayDeque<>();

	private final Deque<Exchange<?>> others = new ArrayDeque<>();

	private final Map<Kind, Integer> unanswered = new EnumMap<>(Kind.class);

	private int free = PLACES;

	private boolean closed;

	/** Lets an exchange wait for its turn, or refuses it at once. */
	void enter(Exchange<?> exchange) {
		String refusal = locked(() -> admit(exchange));
		if (!refusal.isEmpty()) {
			exchange.refuse(refusal);
		}
		else if (exchange.kind().shared()) {
			next();
		}
		else {
			exchange.start();
		}
	}

	private String admit(Exchange<?> exchange) {
		Kind kind = exchange.kind();
		if (this.closed) {
			return CLOSED;
		}
		if (isFull(kind)) {
			return tooMany(kind);
		}
		if (kind.shared()) {
			queue(kind).add(exchange);
		}
		return "";
	}

	/** Whether one more of a kind would be refused. */
	boolean isFull(Kind kind) {
		return locked(() -> count(kind) >= MOST_UNANSWERED);
	}

	/** Takes an exchange out of the queue; {@code false} if its turn has come. */
	boolean leave(Exchange<?> exchange) {
		return locked(() -> queue(exchange.kind()).remove(exchange));
	}

	/** Gives the place of an exchange to the next. */
	void giveBack() {
		locked(() -> ++this.free);
		next();
	}

	/** Forgets an exchange that was answered or broken off. */
	void over(Kind kind) {
		locked(() -> this.unanswered.merge(kind, -1, Integer::sum));
	}

	/** Refuses all that wait and all that come. */
	void close() {
		List<Exchange<?>> waiting = new ArrayList<>();
		locked(() -> {
			this.closed = true;
			waiting.addAll(this.urgent);
			waiting.addAll(this.others);
			this.urgent.clear();
			this.others.clear();
			return true;
		});
		waiting.forEach((exchange) -> exchange.refuse(CLOSED));
	}

	private void next() {
		List<Exchange<?>> refused = new ArrayList<>();
		for (Exchange<?> turn = poll(refused); turn != null; turn = poll(refused)) {
			turn.start();
		}
		refused.forEach((exchange) -> exchange.refuse(tooMany(exchange.kind())));
	}

	private @Nullable Exchange<?> poll(List<Exchange<?>> refused) {
		this.lock.lock();
		try {
			while (this.free > 0) {
				Exchange<?> first = this.urgent.isEmpty() ? this.others.poll() : this.urgent.poll();
				if (first == null) {
					return null;
				}
				if (count(first.kind()) < MOST_UNANSWERED) {
					this.free--;
					first.takePlace();
					this.unanswered.merge(first.kind(), 1, Integer::sum);
					return first;
				}
				refused.add(first);
			}
			return null;
		}
		finally {
			this.lock.unlock();
		}
	}

	private Deque<Exchange<?>> queue(Kind kind) {
		return kind.urgent() ? this.urgent : this.others;
	}

	private int count(Kind kind) {
		return this.unanswered.getOrDefault(kind, 0);
	}

	private <T> T locked(Supplier<T> action) {
		this.lock.lock();
		try {
			return action.get();
		}
		finally {
			this.lock.unlock();
		}
	}

	private static String tooMany(Kind kind) {
		return MOST_UNANSWERED + " unanswered requests of this kind (" + kind + ") already; not sent";
	}

}

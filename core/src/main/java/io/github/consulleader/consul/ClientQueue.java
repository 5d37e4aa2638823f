package io.github.consulleader.consul;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What one user of the connections waits for and has under way. At most
 * {@value #MOST_UNANSWERED} of a kind are without an answer: one that was given up gives
 * its place to the next, but Consul may be busy with it for half a minute. Each user has
 * a count of its own, so that none is refused for what another asks.
 * <p>
 * Everything under the lock of {@link RequestScheduler}.
 */
final class ClientQueue {

	/** How many requests of a kind may be unanswered. */
	static final int MOST_UNANSWERED = 3;

	private static final String CLOSED = "this client is closed; not sent";

	private final RequestScheduler lanes;

	private final Map<Priority, Deque<InFlightCall<?>>> waiting = new EnumMap<>(Priority.class);

	private final Map<RequestType, Integer> unanswered = new EnumMap<>(RequestType.class);

	private final Set<InFlightCall<?>> underWay = new HashSet<>();

	private boolean closed;

	ClientQueue(RequestScheduler lanes) {
		this.lanes = lanes;
	}

	/** Lets one more user in, unless this one is closed. */
	@Nullable ClientQueue another() {
		return this.lanes.locked(() -> this.closed ? null : this.lanes.open());
	}

	/** Lets an exchange wait for its turn, or refuses it at once. */
	void enter(InFlightCall<?> exchange) {
		String refusal = this.lanes.locked(() -> admit(exchange));
		if (!refusal.isEmpty()) {
			exchange.refuse(refusal);
		}
		else {
			this.lanes.next();
		}
	}

	private String admit(InFlightCall<?> exchange) {
		RequestType kind = exchange.kind();
		if (this.closed) {
			return CLOSED;
		}
		if (count(kind) >= MOST_UNANSWERED) {
			return tooMany(kind);
		}
		queue(kind.urgency()).add(exchange);
		return "";
	}

	/** Takes the next out of a queue; those of whose kind there are too many fall out. */
	@Nullable InFlightCall<?> poll(Priority urgency, List<InFlightCall<?>> refused) {
		Deque<InFlightCall<?>> queue = queue(urgency);
		for (InFlightCall<?> first = queue.poll(); first != null; first = queue.poll()) {
			if (count(first.kind()) < MOST_UNANSWERED) {
				this.underWay.add(first);
				if (first.kind().shared()) {
					this.unanswered.merge(first.kind(), 1, Integer::sum);
				}
				return first;
			}
			refused.add(first);
		}
		return null;
	}

	/** Whether one more of a kind would be refused. */
	boolean isFull(RequestType kind) {
		return this.lanes.locked(() -> count(kind) >= MOST_UNANSWERED);
	}

	/** Takes an exchange out of the queue; {@code false} if its turn has come. */
	boolean leave(InFlightCall<?> exchange) {
		return this.lanes.locked(() -> queue(exchange.kind().urgency()).remove(exchange));
	}

	/** Lets urgent requests pass an exchange that may hang. */
	void slow(InFlightCall<?> exchange) {
		this.lanes.slow(exchange);
	}

	/** Gives the place of an exchange to the next. */
	void giveBack(InFlightCall<?> exchange) {
		this.lanes.giveBack(exchange);
	}

	/** Forgets an exchange that was answered or broken off. */
	void over(InFlightCall<?> exchange) {
		this.lanes.locked(() -> {
			if (this.underWay.remove(exchange) && exchange.kind().shared()) {
				this.unanswered.merge(exchange.kind(), -1, Integer::sum);
			}
			return true;
		});
	}

	/**
	 * Refuses all that wait and all that come, and breaks off what is under way.
	 * @return whether no other user is left, which is said once
	 */
	boolean close() {
		List<InFlightCall<?>> dropped = new ArrayList<>();
		List<InFlightCall<?>> sent = new ArrayList<>();
		this.lanes.locked(() -> {
			this.closed = true;
			this.waiting.values().forEach((queue) -> {
				dropped.addAll(queue);
				queue.clear();
			});
			sent.addAll(this.underWay);
			return true;
		});
		dropped.forEach((exchange) -> exchange.refuse(CLOSED));
		sent.forEach(InFlightCall::breakOff);
		return this.lanes.leave(this);
	}

	private Deque<InFlightCall<?>> queue(Priority urgency) {
		return this.waiting.computeIfAbsent(urgency, (added) -> new ArrayDeque<>());
	}

	private int count(RequestType kind) {
		return this.unanswered.getOrDefault(kind, 0);
	}

	static String tooMany(RequestType kind) {
		return MOST_UNANSWERED + " unanswered requests of this kind (" + kind + ") already; not sent";
	}

}

package io.github.consulleader.simulation;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.Answer.FailedOp;
import io.github.consulleader.consul.Entry;
import io.github.consulleader.consul.Listing;
import io.github.consulleader.consul.Refusal;

/** What the token of one process may do: everything or nothing. */
final class Rights {

	private static final String DENIED = "Permission denied";

	private boolean denied;

	/** Takes them away, or gives them back. */
	void deny(boolean value) {
		this.denied = value;
	}

	/** A token without rights is refused; a read of keys is not, it merely shows none. */
	<T> Consumer<Consumer<Answer<T>>> refusable(Consumer<Consumer<Answer<T>>> call) {
		return (reply) -> {
			if (this.denied) {
				reply.accept(new Answer.Refused<>(Refusal.DENIED, DENIED));
			}
			else {
				call.accept(reply);
			}
		};
	}

	/** A transaction is refused operation by operation. */
	Consumer<Consumer<Answer<List<Entry>>>> refusable(int operations, Consumer<Consumer<Answer<List<Entry>>>> call) {
		return (reply) -> {
			if (this.denied) {
				List<FailedOp> failed = IntStream.range(0, operations)
					.mapToObj((i) -> new FailedOp(i, Refusal.DENIED, DENIED))
					.toList();
				reply.accept(new Answer.Refused<>(Refusal.DENIED, DENIED, failed));
			}
			else {
				call.accept(reply);
			}
		};
	}

	Consumer<Answer<Listing>> visible(Consumer<Answer<Listing>> reply) {
		return (answer) -> reply.accept((this.denied && answer instanceof Answer.Done<Listing> done)
				? new Answer.Done<>(new Listing(List.of(), done.value().index())) : answer);
	}

}

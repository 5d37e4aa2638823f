package io.github.consulleader.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.Consul;
import io.github.consulleader.consul.Entry;
import io.github.consulleader.consul.Operation;
import io.github.consulleader.consul.Refusal;
import io.github.consulleader.time.EventLoop;
import io.github.consulleader.time.Stamp;

/**
 * Sends the transactions of all roles, those of one turn of the event loop together where
 * that is allowed. If one role spoils a shared transaction, the others are sent again
 * without it. Event loop only.
 */
final class TransactionBatcher {

	/** Consul's limit; newer versions allow more. */
	private static final int MOST_OPERATIONS = 64;

	private final Consul consul;

	private final EventLoop loop;

	private final Deque<Write> waiting = new ArrayDeque<>();

	private boolean flushing;

	TransactionBatcher(Consul consul, EventLoop loop) {
		this.consul = consul;
		this.loop = loop;
	}

	void add(Write write) {
		this.waiting.add(write);
		if (!this.flushing) {
			this.flushing = true;
			this.loop.execute(this::flush);
		}
	}

	private void flush() {
		this.flushing = false;
		while (!this.waiting.isEmpty()) {
			send(nextBatch());
		}
	}

	private List<Write> nextBatch() {
		List<Write> batch = new ArrayList<>();
		int operations = 0;
		for (Iterator<Write> rest = this.waiting.iterator(); rest.hasNext();) {
			Write write = rest.next();
			boolean fits = operations + write.operations().size() <= MOST_OPERATIONS;
			if (batch.isEmpty() || (fits && write.shared() && batch.get(0).shared())) {
				batch.add(write);
				operations += write.operations().size();
				rest.remove();
			}
		}
		return batch;
	}

	private void send(List<Write> batch) {
		List<Operation> operations = new ArrayList<>();
		batch.forEach((write) -> operations.addAll(write.operations()));
		Stamp sentAt = this.loop.ticker().stamp();
		this.loop.whenDone(this.consul.transact(operations), (answer) -> answered(batch, answer, sentAt));
	}

	private void answered(List<Write> batch, Answer<List<Entry>> answer, Stamp sentAt) {
		if (batch.size() == 1 || !(answer instanceof Answer.Refused<List<Entry>> refused)
				|| refused.failed().isEmpty()) {
			batch.forEach((write) -> write.reply().answered(answer, sentAt));
			return;
		}
		int first = 0;
		for (Write write : batch) {
			int from = first;
			int to = from + write.operations().size();
			first = to;
			refused.failed()
				.stream()
				.filter((failed) -> failed.index() >= from && failed.index() < to)
				.min((one, other) -> one.refusal().compareTo(other.refusal()))
				.ifPresentOrElse((failed) -> write.reply().answered(refuse(failed.refusal(), failed.detail()), sentAt),
						() -> add(write));
		}
	}

	private static Answer<List<Entry>> refuse(Refusal refusal, String detail) {
		return new Answer.Refused<>(refusal, detail);
	}

	/**
	 * One role's transaction.
	 *
	 * @param operations what to do, all or nothing
	 * @param shared whether it may share a transaction with other roles
	 * @param reply receives the outcome
	 */
	record Write(List<Operation> operations, boolean shared, Reply reply) {
	}

	/** Receives the outcome of a write. */
	interface Reply {

		void answered(Answer<List<Entry>> answer, Stamp sentAt);

	}

}

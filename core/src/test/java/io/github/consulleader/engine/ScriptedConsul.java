package io.github.consulleader.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.Consistency;
import io.github.consulleader.consul.Entry;
import io.github.consulleader.consul.Listing;
import io.github.consulleader.consul.Operation;
import io.github.consulleader.consul.Refusal;
import io.github.consulleader.consul.UnexpectedConsul;

/**
 * The port to Consul, in process: notes what is asked, and a test answers when it likes.
 */
final class ScriptedConsul extends UnexpectedConsul {

	private final List<Asked<List<Operation>, List<Entry>>> transactions = new ArrayList<>();

	private final List<Asked<Read, Listing>> reads = new ArrayList<>();

	static Listing listing(long index, Entry... entries) {
		return new Listing(List.of(entries), index);
	}

	List<Asked<List<Operation>, List<Entry>>> transactions() {
		return this.transactions;
	}

	Asked<List<Operation>, List<Entry>> lastTransaction() {
		return this.transactions.get(this.transactions.size() - 1);
	}

	List<Asked<Read, Listing>> reads() {
		return this.reads;
	}

	Asked<Read, Listing> lastRead() {
		return this.reads.get(this.reads.size() - 1);
	}

	@Override
	public CompletableFuture<Answer<List<Entry>>> transact(List<Operation> operations) {
		return noted(this.transactions, operations);
	}

	@Override
	public CompletableFuture<Answer<Listing>> list(String prefix, Consistency consistency) {
		return noted(this.reads, new Read(prefix, consistency, 0, Duration.ZERO));
	}

	@Override
	public CompletableFuture<Answer<Listing>> watch(String prefix, long index, Duration wait) {
		return noted(this.reads, new Read(prefix, Consistency.DEFAULT, index, wait));
	}

	private static <Q, A> CompletableFuture<Answer<A>> noted(List<Asked<Q, A>> all, Q question) {
		Asked<Q, A> asked = new Asked<>(question, new CompletableFuture<>());
		all.add(asked);
		return asked.future();
	}

	/** A listing, or a watch if the index is not 0. */
	record Read(String prefix, Consistency consistency, long index, Duration longest) {
	}

	/** A question and the way to answer it. */
	record Asked<Q, A>(Q question, CompletableFuture<Answer<A>> future) {

		void done(A value) {
			this.future.complete(new Answer.Done<>(value));
		}

		void refused(Refusal refusal, Answer.FailedOp... failed) {
			this.future.complete(new Answer.Refused<>(refusal, "no", List.of(failed)));
		}

		void unknown() {
			this.future.complete(new Answer.Unknown<>("no answer"));
		}

	}

}

package io.github.consulleader.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.Answer.FailedOp;
import io.github.consulleader.consul.Entry;
import io.github.consulleader.consul.Operation;
import io.github.consulleader.consul.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Operations on keys, all or none: each sees what those before it did, all that fail are
 * told, and if any does nothing was done.
 */
final class Transactions {

	private final ServerState state;

	private final long index;

	private final List<Entry> results = new ArrayList<>();

	private final List<FailedOp> failed = new ArrayList<>();

	private final Deque<Runnable> undo = new ArrayDeque<>();

	private Transactions(ServerState state, long index) {
		this.state = state;
		this.index = index;
	}

	/** Carries out operations as the log's entry with this index. */
	static Answer<List<Entry>> apply(List<Operation> operations, ServerState state, long index) {
		Transactions transaction = new Transactions(state, index);
		for (int i = 0; i < operations.size(); i++) {
			transaction.apply(i, operations.get(i));
		}
		if (transaction.failed.isEmpty()) {
			return new Answer.Done<>(List.copyOf(transaction.results));
		}
		transaction.undo.forEach(Runnable::run);
		return refused(transaction.failed);
	}

	static Answer<List<Entry>> refused(List<FailedOp> failed) {
		FailedOp gravest = failed.get(0);
		for (FailedOp op : failed) {
			if (op.refusal().compareTo(gravest.refusal()) < 0) {
				gravest = op;
			}
		}
		return new Answer.Refused<>(gravest.refusal(), gravest.detail(), failed);
	}

	static boolean writes(Operation operation) {
		return operation instanceof Operation.Lock || operation instanceof Operation.Unlock
				|| operation instanceof Operation.Set || operation instanceof Operation.Delete;
	}

	private void apply(int place, Operation operation) {
		String key = operation.key();
		Entry old = this.state.keys().get(key);
		if (operation instanceof Operation.CheckIndex check) {
			checkIndex(place, check, old);
		}
		else if (operation instanceof Operation.CheckNotExists) {
			if (old != null) {
				conflict(place, "key \"" + key + "\" exists");
			}
		}
		else if (operation instanceof Operation.CheckSession check) {
			checkSession(place, check, old);
		}
		else if (operation instanceof Operation.Lock lock) {
			lock(place, lock, old);
		}
		else if (operation instanceof Operation.Unlock unlock) {
			if (old != null && unlock.session().equals(old.session())) {
				put(key, unlock.value(), null, unlock.flags());
			}
			else {
				conflict(place, "failed to unlock key \"" + key + "\", lock isn't held, or is held by another session");
			}
		}
		else if (operation instanceof Operation.Set set) {
			put(key, set.value(), (old != null) ? old.session() : null, set.flags());
		}
		else {
			remember(key);
			this.state.keys().remove(key, this.index);
		}
	}

	private void checkIndex(int place, Operation.CheckIndex check, @Nullable Entry old) {
		if (old == null) {
			conflict(place, "failed to check index, key \"" + check.key() + "\" doesn't exist");
		}
		else if (old.modifyIndex() != check.index()) {
			conflict(place, "failed index check for key \"" + check.key() + "\", current modify index "
					+ old.modifyIndex() + " != " + check.index());
		}
	}

	private void checkSession(int place, Operation.CheckSession check, @Nullable Entry old) {
		if (old == null) {
			conflict(place, "failed to check session, key \"" + check.key() + "\" doesn't exist");
		}
		else if (!check.session().equals(old.session())) {
			conflict(place, "failed session check for key \"" + check.key() + "\", current session \""
					+ Objects.requireNonNullElse(old.session(), "") + "\" != \"" + check.session() + "\"");
		}
	}

	private void lock(int place, Operation.Lock lock, @Nullable Entry old) {
		if (!this.state.sessions().containsKey(lock.session())) {
			this.failed.add(new FailedOp(place, Refusal.SESSION_GONE, "invalid session \"" + lock.session() + "\""));
		}
		else if (old == null || old.session() == null || old.session().equals(lock.session())) {
			put(lock.key(), lock.value(), lock.session(), lock.flags());
		}
		else {
			conflict(place, "failed to lock key \"" + lock.key() + "\", lock is already held");
		}
	}

	private void conflict(int place, String what) {
		this.failed.add(new FailedOp(place, Refusal.CONFLICT, what));
	}

	private void put(String key, String value, @Nullable String session, long flags) {
		remember(key);
		Entry entry = this.state.keys().put(key, value, session, flags, this.index);
		this.results.add(new Entry(key, "", entry.session(), entry.flags(), entry.createIndex(), entry.modifyIndex()));
	}

	private void remember(String key) {
		KeyStore keys = this.state.keys();
		Entry old = keys.get(key);
		Long grave = keys.grave(key);
		long newest = keys.newest();
		this.undo.push(() -> keys.reset(key, old, grave, newest));
	}

}

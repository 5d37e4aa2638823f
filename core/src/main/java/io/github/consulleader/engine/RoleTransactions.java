package io.github.consulleader.engine;

import java.util.List;

import io.github.consulleader.consul.Entry;
import io.github.consulleader.consul.Operation;
import io.github.consulleader.role.Role;

/**
 * The transactions on a role. Each is guarded by the term record's index and moves it, so
 * that a write that comes late can never undo what was done since; the update of the
 * lock's value only has the guard.
 */
final class RoleTransactions {

	private final RoleKeys keys;

	private final Codec codec;

	private final String instance;

	private final long lockDelayMillis;

	RoleTransactions(RoleKeys keys, Codec codec, String instance, long lockDelayMillis) {
		this.keys = keys;
		this.codec = codec;
		this.instance = instance;
		this.lockDelayMillis = lockDelayMillis;
	}

	List<Operation> take(Role role, Effect.Take take, String session, LockValue value) {
		Operation guard = guard(role, take.termIndex());
		Operation lock = new Operation.Lock(this.keys.lock(role), session, this.codec.write(value),
				RoleKeys.LOCK_FLAGS);
		Operation term = set(role, begun(take.n(), session));
		return take.own() ? List.of(new Operation.CheckSession(this.keys.lock(role), session), guard, lock, term)
				: List.of(guard, lock, term);
	}

	List<Operation> createRecord(Role role, long delayMillis) {
		return List.of(guard(role, 0), set(role, new TermRecord(0, "", this.instance, delayMillis, false, List.of())));
	}

	List<Operation> update(Role role, OwnTerm held, LockValue value) {
		return List.of(guard(role, held.token()),
				new Operation.Lock(this.keys.lock(role), held.session(), this.codec.write(value), RoleKeys.LOCK_FLAGS));
	}

	List<Operation> handOver(Role role, OwnTerm held, LockValue value, List<String> next) {
		return List.of(guard(role, held.token()), unlock(role, held.session(), value),
				set(role, begun(held.n(), held.session()).release(next)));
	}

	List<Operation> drop(Role role, Effect.ReleaseStray drop, String session, LockValue value) {
		return List.of(guard(role, drop.termIndex()), unlock(role, session, value),
				set(role, begun(drop.n(), session)));
	}

	/** The fencing token: where the term record stands after the transaction. */
	long token(Role role, List<Entry> results) {
		return results.stream()
			.filter((entry) -> entry.key().equals(this.keys.term(role)))
			.mapToLong(Entry::modifyIndex)
			.max()
			.orElseThrow(() -> new IllegalStateException("Consul did not return the term record of role " + role));
	}

	private Operation guard(Role role, long termIndex) {
		String key = this.keys.term(role);
		return (termIndex == 0) ? new Operation.CheckNotExists(key) : new Operation.CheckIndex(key, termIndex);
	}

	private Operation unlock(Role role, String session, LockValue value) {
		return new Operation.Unlock(this.keys.lock(role), session, this.codec.write(value), RoleKeys.LOCK_FLAGS);
	}

	private Operation set(Role role, TermRecord term) {
		return new Operation.Set(this.keys.term(role), this.codec.write(term), 0);
	}

	private TermRecord begun(long n, String session) {
		return new TermRecord(n, session, this.instance, this.lockDelayMillis, false, List.of());
	}

}

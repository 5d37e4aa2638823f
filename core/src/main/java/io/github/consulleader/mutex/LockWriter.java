package io.github.consulleader.mutex;

import java.util.List;
import java.util.function.Consumer;

import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.Consul;
import io.github.consulleader.consul.Entry;
import io.github.consulleader.consul.Operation;
import io.github.consulleader.session.LoopRequests;
import org.jspecify.annotations.Nullable;

/**
 * Writes one lock key, each time in one transaction that is guarded by what was seen: a
 * write that comes late, or a view that is old, does no harm.
 *
 * @param consul where the key is
 * @param requests brings answers back to the loop
 * @param path the stored key
 * @param holder what a held key says to people
 */
record LockWriter(Consul consul, LoopRequests requests, String path, String holder) {

	/**
	 * What became of a write.
	 *
	 * @param verdict what it means
	 * @param entry the key after it, if it was done and is there
	 * @param detail for people
	 */
	record Written(WriteResult verdict, @Nullable Entry entry, String detail) {

		static Written of(Answer<List<Entry>> answer) {
			Entry first = (answer instanceof Answer.Done<List<Entry>> done && !done.value().isEmpty())
					? done.value().get(0) : null;
			return new Written(WriteResult.of(answer), first, LoopRequests.detail(answer));
		}

		/** Raft index of the write, or 0. */
		long index() {
			return (this.entry != null) ? this.entry.modifyIndex() : 0;
		}

	}

	void take(String session, @Nullable Entry free, boolean ticket, Consumer<Written> then) {
		Operation guard = (free != null) ? new Operation.CheckIndex(this.path, free.modifyIndex())
				: new Operation.CheckNotExists(this.path);
		Operation lock = new Operation.Lock(this.path, session, this.holder, KeyState.LOCK_FLAGS);
		write(ticket ? List.of(guard, lock, new Operation.Delete(ticket(session))) : List.of(guard, lock), then);
	}

	/** Lines up behind those who have a ticket already. It ends with the session. */
	void lineUp(String session, Consumer<Written> then) {
		write(List.of(new Operation.Lock(ticket(session), session, this.holder, KeyState.LOCK_FLAGS)), then);
	}

	void leaveLine(String session, Consumer<Written> then) {
		write(List.of(new Operation.Delete(ticket(session))), then);
	}

	private String ticket(String session) {
		return MutexKeys.ticket(this.path, session);
	}

	/** Frees and removes the key, so that none is left behind for each name ever used. */
	void release(String session, long index, Consumer<Written> then) {
		write(List.of(new Operation.CheckIndex(this.path, index),
				new Operation.Unlock(this.path, session, "", KeyState.LOCK_FLAGS), new Operation.Delete(this.path)),
				then);
	}

	/** Whether the key says what we write to it. */
	boolean isOurs(Entry entry) {
		return entry.flags() == KeyState.LOCK_FLAGS && entry.value().equals(this.holder);
	}

	/** Writes what a held key says once more; a view shows what came of it. */
	void mend(Entry entry) {
		String session = entry.session();
		if (session != null) {
			write(List.of(new Operation.CheckIndex(this.path, entry.modifyIndex()),
					new Operation.Lock(this.path, session, this.holder, KeyState.LOCK_FLAGS)), (written) -> {
					});
		}
	}

	/** Why a hold ended whose key no longer shows it. */
	static String whyLost(@Nullable Entry entry) {
		if (entry == null) {
			return "its key is gone (it was deleted, or its session has ended)";
		}
		return (entry.session() != null) ? "its key was taken anew"
				: "no session has its key (its own has ended, or somebody unlocked it)";
	}

	private void write(List<Operation> operations, Consumer<Written> then) {
		this.requests.ask(this.consul.transact(operations), (answer) -> then.accept(Written.of(answer)));
	}

}

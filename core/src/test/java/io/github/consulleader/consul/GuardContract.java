package io.github.consulleader.consul;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Guards: what they see, when nothing is written, and in which words they fail. */
interface GuardContract extends ConsulFixture {

	@Test
	default void saysWhatFailedInWordsThatTellWhy() {
		String session = session();
		String other = session();
		String gone = session();
		done(consul().destroySession(gone));
		Entry lock = lock(key("lock"), session);
		set(key("set"), "");
		String held = "\"" + key("lock") + "\"";
		String none = "\"" + key("none") + "\"";
		says(new Operation.CheckNotExists(key("lock")), "key " + held + " exists");
		says(new Operation.CheckIndex(key("lock"), 1),
				"failed index check for key " + held + ", current modify index " + lock.modifyIndex() + " != 1");
		says(new Operation.CheckIndex(key("none"), 1), "failed to check index, key " + none + " doesn't exist");
		says(new Operation.CheckSession(key("lock"), other),
				"failed session check for key " + held + ", current session \"" + session + "\" != \"" + other + "\"");
		says(new Operation.CheckSession(key("set"), other),
				"failed session check for key \"" + key("set") + "\", current session \"\" != \"" + other + "\"");
		says(new Operation.CheckSession(key("none"), other), "failed to check session, key " + none + " doesn't exist");
		says(new Operation.Lock(key("lock"), other, "", 0), "failed to lock key " + held + ", lock is already held");
		says(new Operation.Lock(key("lock"), gone, "", 0), "invalid session \"" + gone + "\"");
		String unlock = ", lock isn't held, or is held by another session";
		says(new Operation.Unlock(key("lock"), other, "", 0), "failed to unlock key " + held + unlock);
		says(new Operation.Unlock(key("none"), other, "", 0), "failed to unlock key " + none + unlock);
	}

	private void says(Operation failing, String words) {
		assertThat(refusedTransaction(failing, new Operation.Set(key("x"), "", 0)).failed())
			.extracting(Answer.FailedOp::detail)
			.containsExactly(words);
	}

	@Test
	default void answersGuardsThatWriteNothing() {
		String session = session();
		Entry lock = lock(key("lock"), session);
		assertThat(transact(new Operation.CheckSession(key("lock"), session),
				new Operation.CheckIndex(key("lock"), lock.modifyIndex()), new Operation.CheckNotExists(key("none"))))
			.isEmpty();
		assertThat(refusedTransaction(new Operation.CheckSession(key("lock"), session),
				new Operation.CheckSession(key("lock"), session()), new Operation.CheckNotExists(key("none")))
			.failed()).extracting(Answer.FailedOp::index).containsExactly(1);
		assertThat(shown(key("lock")))
			.isEqualTo(new Entry(key("lock"), "held", session, 0, lock.createIndex(), lock.modifyIndex()));
	}

	@Test
	default void letsEachOperationSeeWhatThoseBeforeItDid() {
		String session = session();
		Entry old = lock(key("lock"), session);
		List<Entry> entries = transact(new Operation.CheckSession(key("lock"), session),
				new Operation.Delete(key("lock")), new Operation.CheckNotExists(key("lock")),
				new Operation.Set(key("lock"), "new", 0), new Operation.Lock(key("lock"), session, "mine", 5),
				new Operation.CheckSession(key("lock"), session));
		assertThat(entries).extracting(Entry::session).containsExactly(null, session);
		assertThat(shown(key("lock"))).extracting(Entry::value, Entry::flags, Entry::session)
			.containsExactly("mine", 5L, session);
		assertThat(shown(key("lock")).createIndex()).isGreaterThan(old.modifyIndex())
			.isEqualTo(entries.get(1).modifyIndex());
		assertThat(refusedTransaction(new Operation.Delete(key("lock")),
				new Operation.CheckSession(key("lock"), session), new Operation.CheckNotExists(key("lock")))
			.failed()).extracting(Answer.FailedOp::index).containsExactly(1);
		assertThat(shown(key("lock")).session()).isEqualTo(session);
	}

	@Test
	default void letsAnybodyUnlockWhoKnowsTheSession() {
		String session = session();
		lock(key("lock"), session);
		done(another().transact(List.of(new Operation.Lock(key("lock"), session, "a second user's", 0))));
		done(another().transact(List.of(new Operation.Unlock(key("lock"), session, "", 0))));
		assertThat(shown(key("lock")).session()).isNull();
		lock(key("lock"), session());
	}

	@Test
	default void refusesMoreOperationsThanAnyConsulTakes() {
		List<Operation> operations = new ArrayList<>();
		for (int i = 0; i < 129; i++) {
			operations.add(new Operation.Set(key("key-" + i), "v", 0));
		}
		Answer.Refused<List<Entry>> refused = refused(consul().transact(operations));
		assertThat(refused.refusal()).isEqualTo(Refusal.INVALID);
		assertThat(refused.detail()).contains("Transaction contains too many operations (129 > ");
		assertThat(listing().entries()).isEmpty();
	}

}

package io.github.consulleader.consul;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Transactions, operation by operation, and listings. */
interface TransactionContract extends ConsulFixture {

	@Test
	default void listsKeysInOrderWithAllThatIsKnown() {
		String session = session();
		set(key("b"), "Straße");
		transact(new Operation.Lock(key("a"), session, "held", 0x2ddccbc058a50c18L),
				new Operation.Set(key("c/d"), "", 0xe0f69a2baa414de0L));
		List<Entry> entries = listing().entries();
		assertThat(entries).extracting(Entry::key).containsExactly(key("a"), key("b"), key("c/d"));
		assertThat(entries).extracting(Entry::value).containsExactly("held", "Straße", "");
		assertThat(entries).extracting(Entry::session).containsExactly(session, null, null);
		assertThat(entries).extracting(Entry::flags).containsExactly(0x2ddccbc058a50c18L, 0L, 0xe0f69a2baa414de0L);
		assertThat(entries).allMatch((entry) -> entry.createIndex() == entry.modifyIndex());
		assertThat(done(consul().list(prefix(), Consistency.DEFAULT)).entries()).isEqualTo(entries);
	}

	@Test
	default void listsNothingBelowAPrefixWithoutKeys() {
		Listing listing = listing();
		assertThat(listing.entries()).isEmpty();
		assertThat(listing.index()).isPositive();
	}

	@Test
	default void returnsTheEntriesAsAListingShowsThem() {
		String session = session();
		List<Entry> returned = transact(new Operation.CheckNotExists(key("b")),
				new Operation.Lock(key("a"), session, "1", 7), new Operation.Set(key("b"), "2", 8));
		List<Entry> listed = listing().entries();
		assertThat(returned).extracting(Entry::key).containsExactly(key("a"), key("b"));
		assertThat(returned).extracting(Entry::modifyIndex)
			.containsExactlyElementsOf(listed.stream().map(Entry::modifyIndex).toList());
		assertThat(returned).extracting(Entry::createIndex)
			.containsExactlyElementsOf(listed.stream().map(Entry::createIndex).toList());
		assertThat(returned).extracting(Entry::session).containsExactly(session, null);
		assertThat(returned).extracting(Entry::flags).containsExactly(7L, 8L);
		assertThat(returned.get(0).modifyIndex()).isEqualTo(returned.get(1).modifyIndex());
	}

	@Test
	default void carriesOutAllOrNothingAndNamesEachFailedOperation() {
		String session = session();
		lock(key("held"), session);
		Entry other = set(key("other"), "before");
		Answer.Refused<List<Entry>> refused = refusedTransaction(new Operation.Set(key("other"), "after", 0),
				new Operation.CheckIndex(key("other"), 1), new Operation.CheckNotExists(key("held")),
				new Operation.Lock(key("held"), session(), "", 0));
		assertThat(refused.refusal()).isEqualTo(Refusal.CONFLICT);
		assertThat(refused.failed()).extracting(Answer.FailedOp::index).containsExactly(1, 2, 3);
		assertThat(refused.failed()).extracting(Answer.FailedOp::refusal).containsOnly(Refusal.CONFLICT);
		assertThat(refused.detail()).isNotBlank();
		assertThat(shown(key("other"))).extracting(Entry::value, Entry::modifyIndex)
			.containsExactly("before", other.modifyIndex());
	}

	@Test
	default void saysTheGravestOfSeveralReasons() {
		String gone = session();
		done(consul().destroySession(gone));
		set(key("there"), "");
		Answer.Refused<List<Entry>> refused = refusedTransaction(new Operation.CheckNotExists(key("there")),
				new Operation.Lock(key("lock"), gone, "", 0));
		assertThat(refused.refusal()).isEqualTo(Refusal.SESSION_GONE);
		assertThat(refused.failed()).extracting(Answer.FailedOp::refusal)
			.containsExactly(Refusal.CONFLICT, Refusal.SESSION_GONE);
	}

	@Test
	default void locksForOneSessionOnly() {
		String first = session();
		lock(key("lock"), first);
		assertThat(refusedTransaction(new Operation.Lock(key("lock"), session(), "", 0)).refusal())
			.isEqualTo(Refusal.CONFLICT);
		assertThat(shown(key("lock")).session()).isEqualTo(first);
	}

	@Test
	default void locksAgainForTheSessionThatHoldsIt() {
		String session = session();
		Entry first = lock(key("lock"), session);
		Entry second = transact(new Operation.Lock(key("lock"), session, "changed", 0)).get(0);
		assertThat(second.modifyIndex()).isGreaterThan(first.modifyIndex());
		assertThat(shown(key("lock"))).extracting(Entry::session, Entry::value).containsExactly(session, "changed");
	}

	@Test
	default void unlocksForTheHolderOnly() {
		String session = session();
		assertThat(refusedTransaction(new Operation.Unlock(key("lock"), session, "", 0)).refusal())
			.isEqualTo(Refusal.CONFLICT);
		lock(key("lock"), session);
		assertThat(refusedTransaction(new Operation.Unlock(key("lock"), session(), "", 0)).refusal())
			.isEqualTo(Refusal.CONFLICT);
		transact(new Operation.Unlock(key("lock"), session, "free", 3));
		assertThat(shown(key("lock"))).extracting(Entry::session, Entry::value, Entry::flags)
			.containsExactly(null, "free", 3L);
	}

	@Test
	default void handsALockFromOneSessionToAnother() {
		String first = session();
		String second = session();
		lock(key("lock"), first);
		List<Entry> entries = transact(new Operation.Unlock(key("lock"), first, "", 0),
				new Operation.Lock(key("lock"), second, "theirs", 0));
		assertThat(entries).extracting(Entry::session).containsExactly(null, second);
		assertThat(shown(key("lock")).session()).isEqualTo(second);
	}

	@Test
	default void doesNotLockForASessionThatIsGone() {
		String session = session();
		done(consul().destroySession(session));
		assertThat(refusedTransaction(new Operation.Lock(key("lock"), session, "", 0)).refusal())
			.isEqualTo(Refusal.SESSION_GONE);
		lock(key("lock"), session());
		assertThat(refusedTransaction(new Operation.Lock(key("lock"), session, "", 0)).refusal())
			.isEqualTo(Refusal.SESSION_GONE);
		assertThat(refusedTransaction(new Operation.Unlock(key("lock"), session, "", 0)).refusal())
			.isEqualTo(Refusal.CONFLICT);
	}

	@Test
	default void checksSessionIndexAndAbsence() {
		String session = session();
		Entry lock = lock(key("lock"), session);
		transact(new Operation.CheckSession(key("lock"), session),
				new Operation.CheckIndex(key("lock"), lock.modifyIndex()), new Operation.CheckNotExists(key("none")),
				new Operation.Set(key("guarded"), "", 0));
		for (Operation failing : List.of(new Operation.CheckSession(key("lock"), session()),
				new Operation.CheckSession(key("none"), session), new Operation.CheckSession(key("guarded"), session),
				new Operation.CheckIndex(key("lock"), lock.modifyIndex() + 1),
				new Operation.CheckIndex(key("none"), lock.modifyIndex()), new Operation.CheckNotExists(key("lock")))) {
			Answer.Refused<List<Entry>> refused = refusedTransaction(failing, new Operation.Set(key("x"), "", 0));
			assertThat(refused.refusal()).as(failing.toString()).isEqualTo(Refusal.CONFLICT);
			assertThat(refused.failed()).as(failing.toString()).extracting(Answer.FailedOp::index).containsExactly(0);
		}
		assertThat(exists(key("x"))).isFalse();
	}

	@Test
	default void setsAHeldKeyWithoutTakingItFromItsSession() {
		String session = session();
		Entry lock = lock(key("lock"), session);
		Entry set = set(key("lock"), "scribbled");
		assertThat(set.modifyIndex()).isGreaterThan(lock.modifyIndex());
		assertThat(shown(key("lock"))).extracting(Entry::session, Entry::value).containsExactly(session, "scribbled");
	}

	@Test
	default void movesNoIndexWhenTheValueStaysTheSame() {
		String session = session();
		Entry lock = lock(key("lock"), session);
		Entry set = set(key("set"), "same");
		lock(key("lock"), session);
		set(key("set"), "same");
		assertThat(shown(key("lock")).modifyIndex()).isEqualTo(lock.modifyIndex());
		assertThat(shown(key("set")).modifyIndex()).isEqualTo(set.modifyIndex());
	}

	@Test
	default void deletesAKeyWhoeverHoldsIt() {
		String session = session();
		lock(key("lock"), session);
		assertThat(transact(new Operation.Delete(key("lock")), new Operation.Delete(key("none")))).isEmpty();
		assertThat(exists(key("lock"))).isFalse();
		done(consul().renewSession(session));
		lock(key("lock"), session());
	}

	@Test
	default void takesSixtyFourOperations() {
		List<Operation> operations = new ArrayList<>();
		for (int i = 0; i < 64; i++) {
			operations.add(new Operation.Set(key("key-" + i), "v", 0));
		}
		assertThat(done(consul().transact(operations))).hasSize(64);
		assertThat(listing().entries()).hasSize(64);
	}

}

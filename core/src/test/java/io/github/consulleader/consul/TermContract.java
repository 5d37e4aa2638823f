package io.github.consulleader.consul;

import java.time.Duration;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The four transactions that roles are made of: a lock beside a permanent term record.
 */
interface TermContract extends ConsulFixture {

	private Entry begin(String session, Operation guard, String term) {
		return transact(guard, new Operation.Lock(key("lock"), session, "mine", 0),
				new Operation.Set(key("term"), term, 0))
			.get(1);
	}

	@Test
	default void takesARoleOnlyOnTheTermThatWasSeen() {
		Entry first = begin(session(), new Operation.CheckNotExists(key("term")), "1");
		assertThat(shown(key("term")).modifyIndex()).isEqualTo(first.modifyIndex());
		assertThat(refusedTransaction(new Operation.CheckNotExists(key("term")),
				new Operation.Lock(key("lock"), session(), "", 0), new Operation.Set(key("term"), "2", 0))
			.failed()).extracting(Answer.FailedOp::index).containsExactly(0, 1);
		assertThat(shown(key("term")).value()).isEqualTo("1");
	}

	@Test
	default void takesARoleAgainAsANewTerm() {
		String session = session();
		Entry first = begin(session, new Operation.CheckNotExists(key("term")), "1");
		Entry second = transact(new Operation.CheckSession(key("lock"), session),
				new Operation.CheckIndex(key("term"), first.modifyIndex()), new Operation.Set(key("term"), "2", 0))
			.get(0);
		assertThat(second.modifyIndex()).isGreaterThan(first.modifyIndex());
		assertThat(refusedTransaction(new Operation.CheckIndex(key("term"), first.modifyIndex()),
				new Operation.Unlock(key("lock"), session, "", 0))
			.refusal()).isEqualTo(Refusal.CONFLICT);
		assertThat(shown(key("lock")).session()).isEqualTo(session);
	}

	@Test
	default void updatesTheLocksValueWithoutMovingTheTerm() {
		String session = session();
		Entry term = begin(session, new Operation.CheckNotExists(key("term")), "1");
		Entry lock = transact(new Operation.CheckIndex(key("term"), term.modifyIndex()),
				new Operation.Lock(key("lock"), session, "with successors", 0))
			.get(0);
		assertThat(lock.modifyIndex()).isGreaterThan(term.modifyIndex());
		assertThat(shown(key("term")).modifyIndex()).isEqualTo(term.modifyIndex());
		assertThat(shown(key("lock")).value()).isEqualTo("with successors");
	}

	@Test
	default void handsARoleOverWithoutLockDelay() {
		String session = session(Duration.ofSeconds(30));
		Entry first = begin(session, new Operation.CheckNotExists(key("term")), "1");
		Entry released = transact(new Operation.CheckIndex(key("term"), first.modifyIndex()),
				new Operation.Unlock(key("lock"), session, "", 0), new Operation.Set(key("term"), "released", 0))
			.get(1);
		assertThat(shown(key("lock")).session()).isNull();
		done(consul().destroySession(session));
		Entry second = begin(session(), new Operation.CheckIndex(key("term"), released.modifyIndex()), "2");
		assertThat(second.modifyIndex()).isGreaterThan(released.modifyIndex());
	}

	@Test
	default void keepsTheTermWhenTheSessionDies() {
		String session = session();
		Entry term = begin(session, new Operation.CheckNotExists(key("term")), "1");
		done(consul().destroySession(session));
		assertThat(listing().entries()).extracting(Entry::key).containsExactly(key("term"));
		assertThat(shown(key("term")).modifyIndex()).isEqualTo(term.modifyIndex());
	}

	@Test
	@Tag("F9")
	default void givesRisingTokensAlsoAfterTheRecordWasDeleted() {
		Entry first = begin(session(), new Operation.CheckNotExists(key("term")), "1");
		transact(new Operation.Delete(key("term")), new Operation.Delete(key("lock")));
		Entry second = begin(session(), new Operation.CheckNotExists(key("term")), "1");
		assertThat(second.modifyIndex()).isGreaterThan(first.modifyIndex());
		assertThat(second.createIndex()).isEqualTo(second.modifyIndex());
	}

}

package io.github.consulleader.consul;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Indexes: what moves those of a key and of a prefix, and what does not. */
interface IndexContract extends ConsulFixture {

	@Test
	default void movesTheModifyIndexWithEachChangeAndKeepsTheCreateIndex() {
		String session = session();
		List<Entry> entries = new ArrayList<>();
		entries.add(set(key("a"), "1"));
		entries.add(transact(new Operation.Lock(key("a"), session, "1", 0)).get(0));
		entries.add(transact(new Operation.Lock(key("a"), session, "1", 9)).get(0));
		entries.add(transact(new Operation.Lock(key("a"), session, "2", 9)).get(0));
		entries.add(transact(new Operation.Set(key("a"), "2", 0)).get(0));
		entries.add(transact(new Operation.Unlock(key("a"), session, "2", 0)).get(0));
		entries.add(transact(new Operation.Set(key("a"), "2", 7)).get(0));
		assertThat(entries).extracting(Entry::createIndex).containsOnly(entries.get(0).modifyIndex());
		assertThat(entries).extracting(Entry::modifyIndex).isSorted().doesNotHaveDuplicates();
		assertThat(entries).extracting(Entry::session)
			.containsExactly(null, session, session, session, session, null, null);
		assertThat(shown(key("a"))).extracting(Entry::modifyIndex, Entry::flags)
			.containsExactly(entries.get(6).modifyIndex(), 7L);
	}

	@Test
	default void beginsAnewWhenAKeyIsMadeAgain() {
		Entry first = set(key("a"), "1");
		transact(new Operation.Delete(key("a")));
		Entry second = set(key("a"), "1");
		assertThat(second.createIndex()).isEqualTo(second.modifyIndex()).isGreaterThan(first.modifyIndex());
	}

	@Test
	default void movesNothingWhenATransactionFails() {
		String session = session();
		lock(key("lock"), session);
		set(key("a"), "1");
		Listing before = listing();
		refusedTransaction(new Operation.Delete(key("a")), new Operation.Set(key("b"), "", 0),
				new Operation.Lock(key("lock"), session(), "", 0));
		assertThat(listing()).isEqualTo(before);
	}

	@Test
	default void movesThePrefixWithItsKeysAndTheirDeletionOnly() {
		Entry first = set(key("a/1"), "");
		Entry second = set(key("a/2"), "");
		assertThat(indexOf("a/")).isEqualTo(second.modifyIndex());
		Entry elsewhere = set(key("b"), "");
		assertThat(indexOf("a/")).isEqualTo(second.modifyIndex());
		transact(new Operation.Delete(key("a/2")));
		assertThat(indexOf("a/")).isGreaterThan(elsewhere.modifyIndex());
		assertThat(shown(key("a/1")).modifyIndex()).isEqualTo(first.modifyIndex());
	}

	/** So nobody who watches on from there misses the first key. */
	@Test
	default void givesAPrefixWithoutKeysAnIndexThatIsNotBehind() {
		Entry elsewhere = set(key("b"), "");
		assertThat(indexOf("none/")).isGreaterThanOrEqualTo(elsewhere.modifyIndex());
		assertThat(set(key("none/a"), "").modifyIndex()).isGreaterThan(elsewhere.modifyIndex());
	}

	@Test
	default void givesAllKeysOfATransactionOneIndex() {
		List<Entry> entries = transact(new Operation.Set(key("a"), "", 0),
				new Operation.Lock(key("b"), session(), "", 0));
		assertThat(entries.get(0).modifyIndex()).isEqualTo(entries.get(1).modifyIndex());
		assertThat(listing().index()).isEqualTo(entries.get(0).modifyIndex());
	}

	@Test
	default void keepsKeysAsTheyAreWritten() {
		List<String> keys = List.of("a b", "a#?&=+", "a%2Fb", "a/b", "a\"\\", "\u00e4\u20ac");
		for (String name : keys) {
			set(key(name), name);
		}
		assertThat(listing().entries()).extracting(Entry::value).containsExactlyInAnyOrderElementsOf(keys);
		for (String name : keys) {
			assertThat(done(another().list(key(name), Consistency.QUORUM)).entries()).extracting(Entry::key)
				.containsExactly(key(name));
		}
	}

	private long indexOf(String below) {
		return done(another().list(key(below), Consistency.QUORUM)).index();
	}

}

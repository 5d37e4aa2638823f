package io.github.consulleader.consul;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Watches. An early or unchanged answer means nothing, so the tests watch on. */
interface WatchContract extends ConsulFixture {

	Duration LONG = Duration.ofSeconds(20);

	private CompletableFuture<Answer<Listing>> watch(Listing seen) {
		return consul().watch(prefix(), seen.index(), LONG);
	}

	/** Watches on until the keys are as wanted. */
	private Listing watchUntil(Listing seen, CompletableFuture<Answer<Listing>> first, Predicate<Listing> wanted) {
		Listing listing = done(first);
		for (int i = 0; !wanted.test(listing); i++) {
			assertThat(i).as("watches that saw nothing new").isLessThan(50);
			long index = (listing.index() < seen.index()) ? 1 : listing.index();
			listing = done(consul().watch(prefix(), index, LONG));
		}
		return listing;
	}

	/** Has something done while a watch waits, and expects the watch to see it. */
	private void sees(Runnable change, Predicate<Listing> wanted) {
		Listing seen = listing();
		assertThat(wanted).rejects(seen);
		CompletableFuture<Answer<Listing>> watch = watch(seen);
		elapse(Duration.ofMillis(100));
		assertThat(watch).isNotDone();
		change.run();
		Listing listing = watchUntil(seen, watch, wanted);
		assertThat(listing.index()).isGreaterThan(seen.index());
		assertThat(listing.entries()).isEqualTo(listing().entries());
	}

	@Test
	default void answersAtOnceWhatIsNewSinceTheIndex() {
		set(key("a"), "1");
		Listing seen = listing();
		set(key("a"), "2");
		Listing listing = done(watch(seen));
		assertThat(listing.entries()).extracting(Entry::value).containsExactly("2");
		assertThat(listing.index()).isGreaterThan(seen.index()).isEqualTo(shown(key("a")).modifyIndex());
	}

	@Test
	default void answersAtOnceFromTheFirstIndexOn() {
		set(key("a"), "1");
		assertThat(done(consul().watch(prefix(), 1, LONG))).isEqualTo(listing());
		assertThat(done(consul().watch(key("none/"), 1, LONG)).entries()).isEmpty();
	}

	/** As after a restore; who sees an index fall has to begin anew. */
	@Test
	default void waitsOnAnIndexThatIsNotThereYetAndTellsTheRightOne() {
		set(key("a"), "1");
		Listing seen = listing();
		assertThat(done(consul().watch(prefix(), seen.index() + 1_000_000, Duration.ofMillis(500)))).isEqualTo(seen);
	}

	@Test
	default void isNotWokenByKeysBesideThePrefix() {
		set(key("a/1"), "1");
		Listing seen = done(another().list(key("a/"), Consistency.QUORUM));
		CompletableFuture<Answer<Listing>> watch = consul().watch(key("a/"), seen.index(), LONG);
		set(key("b"), "1");
		set(key("a"), "1");
		elapse(Duration.ofMillis(300));
		assertThat(watch).isNotDone();
		set(key("a/2"), "1");
		assertThat(done(watch).entries()).hasSize(2);
	}

	@Test
	default void answersTheSameWhenTheWaitIsOver() {
		set(key("a"), "1");
		Listing seen = listing();
		assertThat(done(consul().watch(prefix(), seen.index(), Duration.ofSeconds(1)))).isEqualTo(seen);
	}

	@Test
	default void seesANewKeyBelowThePrefix() {
		set(key("a"), "1");
		sees(() -> set(key("b/c"), "2"), (listing) -> listing.entries().size() == 2);
	}

	@Test
	default void seesANewValue() {
		set(key("a"), "1");
		sees(() -> set(key("a"), "2"), (listing) -> listing.entries().get(0).value().equals("2"));
	}

	@Test
	default void seesAnOwnerComeAndGo() {
		String session = session();
		set(key("a"), "held");
		sees(() -> lock(key("a"), session), (listing) -> session.equals(listing.entries().get(0).session()));
		sees(() -> transact(new Operation.Unlock(key("a"), session, "held", 0)),
				(listing) -> listing.entries().get(0).session() == null);
	}

	@Test
	default void seesADeletion() {
		set(key("a"), "1");
		set(key("b"), "1");
		sees(() -> transact(new Operation.Delete(key("b"))), (listing) -> listing.entries().size() == 1);
	}

	@Test
	default void seesTheLastKeyGo() {
		set(key("a"), "1");
		sees(() -> transact(new Operation.Delete(key("a"))), (listing) -> listing.entries().isEmpty());
	}

	@Test
	default void seesTheDeathOfASession() {
		String session = session();
		lock(key("a"), session);
		sees(() -> done(another().destroySession(session)), (listing) -> listing.entries().isEmpty());
	}

	@Test
	default void seesALockPassFromOneSessionToAnother() {
		String first = session();
		String second = session();
		lock(key("a"), first);
		sees(() -> transact(new Operation.Unlock(key("a"), first, "", 0), new Operation.Lock(key("a"), second, "", 0)),
				(listing) -> second.equals(listing.entries().get(0).session()));
	}

	@Test
	default void seesTheEndOfASessionWhoseCheckIsNotPassed() {
		CheckRegistration check = passingCheck(Duration.ofSeconds(1));
		lock(key("a"), session(Duration.ZERO, check.checkId()));
		sees(() -> elapse(Duration.ofMillis(1)), (listing) -> listing.entries().isEmpty());
	}

	@Test
	default void waitsForTheFirstKeyBelowAPrefix() {
		Listing seen = listing();
		CompletableFuture<Answer<Listing>> watch = watch(seen);
		set(key("a"), "1");
		assertThat(watchUntil(seen, watch, (listing) -> !listing.entries().isEmpty()).entries()).hasSize(1);
	}

	@Test
	default void isNotWokenByAFailedLockOrTheSameValue() {
		String session = session();
		lock(key("a"), session);
		set(key("b"), "same");
		CompletableFuture<Answer<Listing>> watch = watch(listing());
		refusedTransaction(new Operation.Lock(key("a"), session(), "", 0));
		lock(key("a"), session);
		set(key("b"), "same");
		elapse(Duration.ofMillis(300));
		assertThat(watch).isNotDone();
		set(key("b"), "changed");
		assertThat(done(watch).entries()).extracting(Entry::value).containsExactly("held", "changed");
	}

	@Test
	default void isWokenAlikeForEverybody() {
		set(key("a"), "1");
		Listing seen = listing();
		CompletableFuture<Answer<Listing>> mine = watch(seen);
		CompletableFuture<Answer<Listing>> theirs = another().watch(prefix(), seen.index(), LONG);
		set(key("a"), "2");
		assertThat(done(mine)).isEqualTo(done(theirs));
	}

}

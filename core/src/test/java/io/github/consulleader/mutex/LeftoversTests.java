package io.github.consulleader.mutex;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import io.github.consulleader.consul.Entry;
import io.github.consulleader.consul.Listing;
import io.github.consulleader.consul.Operation;
import io.github.consulleader.time.HandLoop;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Keys that crashes have left, on clocks that are set by hand. */
@Tag("T24")
class LeftoversTests {

	private static final Duration LOCK_DELAY = Duration.ofSeconds(2);

	private static final String LOCK = "leader/app/mutex/job/.lock";

	private static final String TICKET = MutexKeys.ticket(LOCK, "dead");

	private static final String VALUE = new LockText("it", LOCK_DELAY).write();

	private final HandLoop loop = new HandLoop();

	private final HandConsul consul = new HandConsul();

	private boolean closed;

	private final Leftovers leftovers = new Leftovers(this.consul.consul(), this.loop, LOCK_DELAY,
			new SplittableRandom(1), () -> this.closed);

	private void see(@Nullable Entry... entries) {
		List<Entry> there = new ArrayList<>();
		for (Entry entry : entries) {
			if (entry != null) {
				there.add(entry);
			}
		}
		this.leftovers.see(MutexSnapshot.of(new Listing(there, 1), 1, this.loop.ticker().stamp(), false));
	}

	private Entry waiterLeft(String value) {
		return this.consul.write(LOCK, value, null, KeyState.LOCK_FLAGS);
	}

	@Test
	void countsFromTheFirstViewThatShowedItFree() {
		Entry left = waiterLeft(VALUE);
		see(left);
		this.loop.advance(Duration.ofMillis(1500));
		see(left);
		assertThat(this.leftovers.rest(left)).isEqualTo(Duration.ofMillis(500));
		this.loop.advance(Duration.ofMillis(500));
		assertThat(this.leftovers.rest(left)).isZero();
	}

	@Test
	void countsByTheClockThatOnlyGoesOn() {
		Entry left = waiterLeft(VALUE);
		see(left);
		this.loop.ticker().advanceWall(Duration.ofHours(1));
		assertThat(this.leftovers.rest(left)).isEqualTo(LOCK_DELAY);
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			5000,     5000
			500,      2000
			99999999, 60000
			""")
	void countsTheLongerOfTheRecordedLockDelayAndItsOwn(long recorded, long counted) {
		Entry left = waiterLeft(new LockText("it", Duration.ofMillis(recorded)).write());
		assertThat(this.leftovers.rest(left)).hasMillis(counted);
	}

	@Test
	void anotherIndexIsAnotherCrash() {
		see(waiterLeft(VALUE));
		this.loop.advance(LOCK_DELAY);
		Entry again = waiterLeft(VALUE);
		assertThat(this.leftovers.rest(again)).isEqualTo(LOCK_DELAY);
	}

	@Test
	void countsWhatTheKeySaidBeforeSomebodyWroteOverIt() {
		see(this.consul.write(LOCK, new LockText("it", Duration.ofSeconds(5)).write(), "alive", KeyState.LOCK_FLAGS));
		see(this.consul.write(LOCK, "hello", "alive", 0));
		Entry over = this.consul.write(LOCK, "hello", null, 0);
		see(over);
		assertThat(this.leftovers.rest(over)).isEqualTo(Duration.ofSeconds(5));
	}

	@Test
	void forgetsWhatAKeySaidThatWasDeletedSince() {
		see(waiterLeft(VALUE));
		see();
		Entry anew = waiterLeft("hello");
		see(anew);
		assertThat(this.leftovers.rest(anew)).isZero();
	}

	@Test
	void neitherAbsenceNorTheValueOfSomebodyElseIsWaitedFor() {
		assertThat(this.leftovers.rest(null)).isZero();
		for (String value : List.of("", "hello", "{}", "[1]", "{\"instance\":\"it\"}",
				"{\"instance\":{},\"lockDelay\":1}", "{\"instance\":\"it\",\"lockDelay\":-1}",
				"{\"instance\":\"it\",\"lockDelay\":\"soon\"}")) {
			assertThat(this.leftovers.rest(waiterLeft(value))).as(value).isZero();
		}
		assertThat(this.leftovers.rest(this.consul.write(LOCK, VALUE, null, 0))).isZero();
	}

	@Test
	void whatNobodyWantsIsTakenAwayGuardedLongAfterItsLockDelay() {
		Entry lock = waiterLeft(VALUE);
		Entry ticket = this.consul.write(TICKET, "scribbled", null, 0);
		see(lock, ticket);
		this.loop.advance(LOCK_DELAY.plusMillis(999));
		assertThat(this.consul.writes()).isEmpty();
		this.loop.advance(Duration.ofSeconds(11));
		assertThat(this.consul.writes()).hasSize(2);
		assertThat(this.consul.writes().stream().flatMap(List::stream)).containsExactlyInAnyOrder(
				new Operation.CheckIndex(LOCK, lock.modifyIndex()), new Operation.Delete(LOCK),
				new Operation.CheckIndex(TICKET, ticket.modifyIndex()), new Operation.Delete(TICKET));
		assertThat(this.consul.entry(LOCK)).isNull();
		assertThat(this.consul.entry(TICKET)).isNull();
	}

	@Test
	void whatIsHeldWaitedOrForeignIsLeftAlone() {
		see(this.consul.write(LOCK, VALUE, "us", KeyState.LOCK_FLAGS),
				this.consul.write(TICKET, VALUE, "dead", KeyState.LOCK_FLAGS),
				this.consul.write("leader/app/mutex/api/.lock", "", null, KeyState.LOCK_FLAGS));
		this.loop.advance(Duration.ofMinutes(1));
		assertThat(this.consul.writes()).isEmpty();
	}

	@Test
	void somebodyElseMayComeFirst() {
		see(waiterLeft(VALUE));
		this.loop.advance(LOCK_DELAY);
		see(this.consul.write(LOCK, VALUE, "them", KeyState.LOCK_FLAGS));
		this.loop.advance(Duration.ofMinutes(1));
		assertThat(this.consul.writes()).isEmpty();
	}

	@Test
	void isTriedOnceForEachTimeThatItIsSeen() {
		Entry lock = waiterLeft(VALUE);
		see(lock);
		this.consul.write(LOCK, VALUE, "them", KeyState.LOCK_FLAGS);
		this.loop.advance(Duration.ofMinutes(1));
		assertThat(this.consul.writes()).as("refused by its guard").hasSize(1);
		this.loop.advance(Duration.ofMinutes(1));
		assertThat(this.consul.writes()).hasSize(1);
		see(lock);
		this.loop.advance(Duration.ofMinutes(1));
		assertThat(this.consul.writes()).hasSize(2);
		assertThat(this.consul.entry(LOCK)).isNotNull();
	}

	@Test
	void manyAreTakenAwayInAsManyTransactionsAsItTakes() {
		Entry[] many = new Entry[100];
		for (int i = 0; i < many.length; i++) {
			many[i] = this.consul.write(MutexKeys.ticket(LOCK, "dead-" + i), VALUE, null, KeyState.LOCK_FLAGS);
		}
		see(many);
		this.loop.ticker().advance(Duration.ofMinutes(1));
		this.loop.run();
		assertThat(this.consul.writes()).extracting(List::size).containsExactlyInAnyOrder(64, 64, 64, 8);
	}

	@Test
	void nothingIsTakenAwayOnceItIsClosed() {
		see(waiterLeft(VALUE));
		this.closed = true;
		this.loop.advance(Duration.ofMinutes(1));
		assertThat(this.consul.writes()).isEmpty();
	}

}

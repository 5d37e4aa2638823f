package io.github.consulleader.engine;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.consulleader.role.WhenStuck;
import io.github.consulleader.time.Stamp;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.consulleader.engine.Situation.HERD;
import static io.github.consulleader.engine.Situation.LOCK_DELAY;
import static io.github.consulleader.engine.Situation.MINE;
import static io.github.consulleader.engine.Situation.NOT_NAMED;
import static io.github.consulleader.engine.Situation.NOW;
import static io.github.consulleader.engine.Situation.OTHER;
import static io.github.consulleader.engine.Situation.WANTED;
import static io.github.consulleader.engine.Situation.at;
import static io.github.consulleader.engine.Situation.begun;
import static io.github.consulleader.engine.Situation.free;
import static io.github.consulleader.engine.Situation.held;
import static io.github.consulleader.engine.Situation.millis;
import static io.github.consulleader.engine.Situation.released;
import static org.assertj.core.api.Assertions.assertThat;

class VacancyTests {

	private static final Memory SAW_70 = WANTED.saw(held(OTHER, 70, begun(7, OTHER)));

	private static Vacancy open(RoleSnapshot seen, Memory memory) {
		return Vacancy.of(seen, false, memory, at(NOW));
	}

	private static Vacancy own(RoleSnapshot seen, Memory memory) {
		return Vacancy.of(seen, true, memory, at(NOW));
	}

	static Stream<Arguments> firstSights() {
		RoleSnapshot unread = new RoleSnapshot(null, null, 70, null, 1);
		return Stream.of(Arguments.of("free, released", open(free(71, released(7, OTHER)), SAW_70), true),
				Arguments.of("free, released, never seen before", open(free(71, released(7, OTHER)), WANTED), true),
				Arguments.of("free, released, seen before", open(free(70, released(7, OTHER)), SAW_70), true),
				Arguments.of("free, released, come back from the past", open(free(69, released(6, OTHER)), SAW_70),
						false),
				Arguments.of("free, not released", open(free(70, begun(7, OTHER)), SAW_70), false),
				Arguments.of("free, ours, not released", open(free(80, begun(8, MINE)), SAW_70), false),
				Arguments.of("free, no record", open(RoleSnapshot.NOTHING, WANTED), false),
				Arguments.of("free, record deleted", open(RoleSnapshot.NOTHING, SAW_70), false),
				Arguments.of("free, record not ours to read", open(unread, WANTED), false),
				Arguments.of("own, of our own term", own(held(MINE, 80, begun(8, MINE)), SAW_70), false),
				Arguments.of("own, released", own(held(MINE, 80, released(7, MINE)), SAW_70), false),
				Arguments.of("own, no record", own(new RoleSnapshot(MINE, null, 0, null, 0), SAW_70), false));
	}

	@ParameterizedTest(name = "{0}: at once {2}")
	@MethodSource("firstSights")
	void isOpenAtOnceOnlyWhereNobodyCanStillBelieve(String what, Vacancy opening, boolean atOnce) {
		assertThat(opening.atOnce()).isEqualTo(atOnce);
		Memory memory = WANTED;
		assertThat(opening.tryAt(MINE, memory, at(NOW)) - NOW - (opening.own() ? 0 : HERD))
			.isEqualTo(atOnce ? 0 : LOCK_DELAY);
	}

	/** How long before now the others were told, and our view began. */
	@ParameterizedTest
	@CsvSource({ "0, 0, 0", "10, 5, 0", "10, 20, 0", "1999, 999, 0", "1999, 998, 1002", "900, 0, 0", "1001, 0, 2000",
			"60000, 1500, 500", "60000, 59000, 0", "60000, 1999, 1" })
	void isOpenAtOnceToWhoIsNamedAndHasLookedSinceItTold(long toldBefore, long seeingSince, long waits) {
		Vacancy opening = open(free(71, released(7, OTHER, MINE)), SAW_70);
		StepContext moment = Situation.seeing(NOW - millis(seeingSince), NOW)
			.told(new Stamp(NOW - millis(toldBefore), -toldBefore), new Stamp(NOW, 0));
		assertThat(opening.tryAt(MINE, WANTED, moment) - NOW).isEqualTo(millis(waits));
		assertThat(opening.isCounted(moment)).isEqualTo(waits > 0);
	}

	/** The machine has slept for so long between. */
	@ParameterizedTest
	@CsvSource({ "0, 0", "980, 0", "1000, 2000", "3600000, 2000", "-3600000, 0" })
	void countsTheTimeForWhichItsMachineHasSlept(long slept, long waits) {
		Vacancy opening = open(free(71, released(7, OTHER, MINE)), SAW_70);
		StepContext moment = Situation.seeing(NOW, NOW)
			.told(new Stamp(NOW - millis(10), -10 - slept), new Stamp(NOW, 0));
		assertThat(opening.tryAt(MINE, WANTED, moment) - NOW).isEqualTo(millis(waits));
	}

	@Test
	void isOpenAtOnceToNobodyElseWhoHasJustBegunToLook() {
		Vacancy opening = open(free(71, released(7, OTHER, OTHER)), SAW_70);
		StepContext moment = Situation.seeing(NOW, NOW).told(new Stamp(NOW, 0), new Stamp(NOW, 0));
		assertThat(opening.tryAt(MINE, WANTED, moment) - NOW).isEqualTo(LOCK_DELAY + NOT_NAMED);
		assertThat(opening.tryAt(OTHER, WANTED, moment.untold()) - NOW).isEqualTo(LOCK_DELAY);
	}

	@Test
	void isNotOpenAtOnceToWhoWasNamedWhenTheWorkerDied() {
		Vacancy died = open(free(70, begun(7, OTHER)), WANTED.saw(held(OTHER, 70, begun(7, OTHER), MINE)));
		StepContext moment = Situation.seeing(NOW, NOW).told(new Stamp(NOW, 0), new Stamp(NOW, 0));
		assertThat(died.tryAt(MINE, WANTED, moment) - NOW).isEqualTo(LOCK_DELAY);
	}

	@ParameterizedTest
	@CsvSource({ "-3600000, 0", "-2000, 0", "-1999, 1", "-500, 1500", "0, 2000" })
	void isOpenAtOnceOnlyForOneWhoHasSeenWithoutAGapForALockDelay(long seeingSince, long waits) {
		Vacancy opening = open(free(71, released(7, OTHER, MINE)), SAW_70);
		StepContext moment = Situation.seeing(NOW + millis(seeingSince), NOW);
		assertThat(opening.tryAt(MINE, WANTED, moment) - NOW).isEqualTo(millis(waits));
	}

	@Test
	void waitsAfterAGapForTheLockDelayThatWasRecorded() {
		TermRecord record = new TermRecord(7, OTHER, "somebody", 60_000, true, List.of(MINE));
		assertThat(open(free(71, record), SAW_70).tryAt(MINE, WANTED, Situation.seeing(NOW, NOW)) - NOW)
			.isEqualTo(millis(60_000));
	}

	@ParameterizedTest
	@CsvSource({ "100, 2000", "1999, 2000", "2000, 2000", "2001, 2001", "60000, 60000" })
	void waitsForTheLargerLockDelay(long recorded, long waited) {
		TermRecord term = new TermRecord(7, OTHER, "somebody", recorded, false, List.of());
		assertThat(open(free(70, term), SAW_70).lockDelay()).isEqualTo(millis(waited));
	}

	@Test
	void carriesTheIndexSeenAndTheNextNumber() {
		assertThat(open(free(70, begun(7, OTHER)), WANTED)).extracting(Vacancy::termIndex, Vacancy::n)
			.containsExactly(70L, 8L);
		assertThat(open(RoleSnapshot.NOTHING, WANTED)).extracting(Vacancy::termIndex, Vacancy::n)
			.containsExactly(0L, 1L);
	}

	@ParameterizedTest
	@CsvSource({ "70, false, 70, false, true", "70, false, 71, false, false", "71, false, 70, false, false",
			"70, false, 70, true, false", "70, true, 70, true, true" })
	void isTheSameWhileTheRecordIs(long index, boolean own, long otherIndex, boolean otherOwn, boolean same) {
		Vacancy one = Vacancy.of(free(index, begun(7, OTHER)), own, WANTED, at(NOW));
		Vacancy other = Vacancy.of(free(otherIndex, begun(7, OTHER)), otherOwn, SAW_70, at(NOW + 1));
		assertThat(one.isSameAs(other)).isEqualTo(same);
	}

	static Stream<Arguments> lines() {
		return Stream.of(Arguments.of(List.of(), HERD, true), //
				Arguments.of(List.of(MINE), 0L, true), //
				Arguments.of(List.of(MINE, OTHER), 0L, true),
				Arguments.of(List.of(OTHER, MINE), StateTimings.RANK_STEP, false),
				Arguments.of(List.of(OTHER, "third", MINE), 2 * StateTimings.RANK_STEP, false),
				Arguments.of(List.of(OTHER), NOT_NAMED, false),
				Arguments.of(List.of(OTHER, "third", "fourth"), NOT_NAMED, false));
	}

	@ParameterizedTest
	@MethodSource("lines")
	@Tag("F33")
	void standsBackByItsPlaceInLine(List<String> next, long standBack, boolean first) {
		String[] named = next.toArray(String[]::new);
		Vacancy ended = open(free(71, released(7, OTHER, named)), SAW_70);
		Vacancy died = open(free(70, begun(7, OTHER)), WANTED.saw(held(OTHER, 70, begun(7, OTHER), named)));
		assertThat(ended.tryAt(MINE, WANTED, at(NOW)) - NOW).isEqualTo(standBack);
		assertThat(died.tryAt(MINE, WANTED, at(NOW)) - NOW).isEqualTo(LOCK_DELAY + standBack);
		assertThat(ended.isFirst(MINE)).isEqualTo(first);
		assertThat(died.isFirst(MINE)).isEqualTo(first);
	}

	@ParameterizedTest
	@CsvSource({ "0, 0", "0.00000001, 0", "0.0001, 1300", "1, 2600" })
	@Tag("F33")
	void givesTheNamedAHeadStartOfUpToALockDelayAndTheirTime(double spread, long millis) {
		Vacancy opening = open(free(70, begun(7, OTHER)), WANTED);
		assertThat(opening.headStart(new StateTimings(LOCK_DELAY, 0, spread, WhenStuck.HOLD)) / 1_000_000)
			.isEqualTo(millis);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 10, 300, 10_000 })
	@Tag("F33")
	void letsFewBeginBeforeTheNamedHaveTried(int candidates) {
		Vacancy opening = open(free(70, begun(7, OTHER)), WANTED);
		Random random = new Random(candidates);
		long early = IntStream.range(0, candidates)
			.filter((i) -> opening
				.headStart(new StateTimings(LOCK_DELAY, 0, random.nextDouble(), WhenStuck.HOLD)) < LOCK_DELAY)
			.count();
		assertThat(early).isLessThanOrEqualTo(1 + candidates / 32);
	}

	@Test
	void heedsTheSuccessorsOfTheWorkerWhenARecordHasComeBackFromThePast() {
		Memory memory = WANTED.saw(held(OTHER, 70, begun(7, OTHER), OTHER, MINE));
		assertThat(open(free(60, released(5, OTHER, MINE)), memory).order()).containsExactly(OTHER, MINE);
	}

	@Test
	void standsBackFromNobodyWhereTheLockIsOurs() {
		Memory memory = WANTED.saw(held(OTHER, 70, begun(7, OTHER), OTHER));
		Vacancy opening = own(held(MINE, 80, begun(8, MINE)), memory);
		assertThat(opening.tryAt(MINE, memory, at(NOW))).isEqualTo(NOW + LOCK_DELAY);
		assertThat(opening.isFirst(MINE)).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "-1000, 0", "0, 0", "1999, 2000", "2000, 2000", "2001, 2001", "5000, 5000" })
	void doesNotTryWhileItCools(long coolFor, long atTheEarliest) {
		Vacancy ended = open(free(71, released(7, OTHER, MINE)), SAW_70);
		Vacancy died = open(free(70, begun(7, OTHER)), WANTED.saw(held(OTHER, 70, begun(7, OTHER), MINE)));
		Memory cooling = new Memory(true, List.of(), 0, NOW + millis(coolFor), false, 1);
		assertThat(ended.tryAt(MINE, cooling, at(NOW)) - NOW).isEqualTo(Math.max(0, millis(coolFor)));
		assertThat(died.tryAt(MINE, cooling, at(NOW)) - NOW).isEqualTo(Math.max(LOCK_DELAY, millis(atTheEarliest)));
	}

}

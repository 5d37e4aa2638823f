package io.github.consulleader.engine;

import java.util.stream.Stream;

import io.github.consulleader.role.Revocation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.consulleader.engine.RoleState.NEVER;
import static io.github.consulleader.engine.Situation.HELD;
import static io.github.consulleader.engine.Situation.HERD;
import static io.github.consulleader.engine.Situation.LOCK_DELAY;
import static io.github.consulleader.engine.Situation.MINE;
import static io.github.consulleader.engine.Situation.NOT_NAMED;
import static io.github.consulleader.engine.Situation.NOW;
import static io.github.consulleader.engine.Situation.OTHER;
import static io.github.consulleader.engine.Situation.WANTED;
import static io.github.consulleader.engine.Situation.at;
import static io.github.consulleader.engine.Situation.begun;
import static io.github.consulleader.engine.Situation.dozing;
import static io.github.consulleader.engine.Situation.free;
import static io.github.consulleader.engine.Situation.held;
import static io.github.consulleader.engine.Situation.in;
import static io.github.consulleader.engine.Situation.ours;
import static io.github.consulleader.engine.Situation.released;
import static io.github.consulleader.engine.Situation.seeing;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A lock-delay counts only while a quorum is asked all the time: a lock that was held
 * meanwhile and put back by a restore looks as if nothing had been.
 */
class CountingTests {

	private static final Waiting BLIND = Waiting.blind(WANTED);

	private static final RoleSnapshot DIED = free(70, begun(7, OTHER));

	private static final RoleSnapshot ENDED = free(71, released(7, OTHER, MINE));

	private static final RoleState COUNTING = BLIND.seen(DIED, true, at(NOW)).next();

	private static final long HEAD_START = Vacancy.of(DIED, false, WANTED, at(NOW)).headStart(at(NOW).rules());

	private static final long GAINED = LOCK_DELAY / 20;

	private static final long REST = Vacancy.of(DIED, false, WANTED, at(NOW)).rest(at(NOW).rules());

	static Stream<RoleSnapshot> counted() {
		return Stream.of(DIED, ours(), free(70, begun(7, MINE)), new RoleSnapshot(null, null, 70, null, 1));
	}

	@ParameterizedTest
	@MethodSource("counted")
	void asksAQuorumBeforeItBelievesAWatchThatThereIsSomethingToCount(RoleSnapshot seen) {
		Step step = BLIND.seen(seen, false, at(NOW));
		assertThat(step.effects()).containsExactly(new Effect.QuorumRead());
		assertThat(step.next().isCounting()).isFalse();
		assertThat(step.next().wakeAt()).isEqualTo(NEVER);
	}

	private static long countsFrom(RoleState state) {
		assertThat(state.isCounting()).isTrue();
		return state.wakeAt() - LOCK_DELAY - HERD;
	}

	@Test
	void countsFromWhenTheWatchShowedWhatAQuorumSaysSoonAfter() {
		RoleState heard = BLIND.seen(DIED, false, at(NOW)).next();
		assertThat(countsFrom(heard.seen(DIED, true, at(NOW + GAINED)).next())).isEqualTo(NOW);
		assertThat(countsFrom(heard.seen(DIED, true, dozing(NOW + GAINED)).next())).isEqualTo(NOW);
		RoleState again = heard.seen(DIED, false, at(NOW + 1)).next();
		assertThat(countsFrom(again.seen(DIED, true, at(NOW + GAINED)).next())).isEqualTo(NOW);
	}

	@Test
	void gainsATwentiethOfLockDelayByThatAtMost() {
		RoleState heard = BLIND.seen(DIED, false, at(NOW)).next();
		assertThat(countsFrom(heard.seen(DIED, true, at(NOW + GAINED + 7)).next())).isEqualTo(NOW + 7);
		RoleState again = heard.seen(DIED, false, at(NOW + GAINED)).next();
		assertThat(countsFrom(again.seen(DIED, true, at(NOW + 3 * GAINED)).next())).isEqualTo(NOW + 2 * GAINED);
	}

	@Test
	void countsFromWhatAQuorumSaysWhereTheWatchShowedSomethingElse() {
		RoleState heard = BLIND.seen(free(60, begun(6, OTHER)), false, at(NOW)).next();
		assertThat(countsFrom(heard.seen(DIED, true, at(NOW + 1)).next())).isEqualTo(NOW + 1);
		RoleState past = Waiting.blind(WANTED.saw(held(OTHER, 80, begun(8, OTHER)))).seen(DIED, false, at(NOW)).next();
		assertThat(countsFrom(past.seen(DIED, true, at(NOW + 1)).next())).as("a snapshot's").isEqualTo(NOW + 1);
		RoleState blinded = BLIND.seen(DIED, false, at(NOW)).next().observationLost(at(NOW)).next();
		assertThat(countsFrom(blinded.seen(DIED, true, at(NOW + 1)).next())).isEqualTo(NOW + 1);
		RoleState taken = BLIND.seen(DIED, false, at(NOW))
			.next()
			.seen(held(OTHER, 80, begun(8, OTHER)), true, at(NOW))
			.next();
		assertThat(countsFrom(taken.seen(DIED, true, at(NOW + 1)).next())).isEqualTo(NOW + 1);
	}

	@Test
	void countsAnewWhenItDozedWhileItCounted() {
		RoleState counting = BLIND.seen(DIED, false, at(NOW)).next().seen(DIED, true, at(NOW + 1)).next();
		assertThat(countsFrom(counting.seen(DIED, true, dozing(NOW + 9)).next())).isEqualTo(NOW + 9);
	}

	private static Waiting blindBehind(String... named) {
		return Waiting.blind(WANTED.saw(held(OTHER, 70, begun(7, OTHER), named)));
	}

	@Test
	@Tag("F33")
	void asksNobodyWhileThoseWhoAreNamedHaveTheirHeadStart() {
		RoleState waiting = blindBehind("first", "second").seen(DIED, false, at(NOW)).next();
		assertThat(waiting).isEqualTo(new Waiting(waiting.memory(), null, null, NEVER, NOW + HEAD_START, NOW + REST));
		assertThat(waiting.isCounting()).isFalse();
		assertThat(waiting.restUntil()).isGreaterThan(NOW + LOCK_DELAY);
		assertThat(waiting.wake(at(NOW + HEAD_START - 1))).isEqualTo(Step.to(waiting));
		assertThat(waiting.wake(at(NOW + HEAD_START)))
			.isEqualTo(Step.to(Waiting.blind(waiting.memory()), new Effect.QuorumRead()));
	}

	@Test
	void doesNotWaitForTheNamedIfItMayBeOneOfThem() {
		Waiting blind = blindBehind("first");
		assertThat(blind.seen(DIED, false, at(NOW).listed(false)).effects()).containsExactly(new Effect.QuorumRead());
		assertThat(blind.seen(DIED, false, in(null)).effects()).containsExactly(new Effect.QuorumRead());
	}

	@ParameterizedTest
	@ValueSource(strings = { "first", MINE })
	void looksAtOnceIfItIsNamed(String first) {
		assertThat(blindBehind(first, MINE).seen(DIED, false, at(NOW)).effects())
			.containsExactly(new Effect.QuorumRead());
	}

	@Test
	void looksAtOnceIfTheLockIsItsOwn() {
		RoleSnapshot own = held(MINE, 70, begun(7, MINE), "first");
		assertThat(blindBehind("first").seen(own, false, at(NOW)).effects()).containsExactly(new Effect.QuorumRead());
	}

	@Test
	void waitsForTheNamedOnlyOnce() {
		RoleState waiting = blindBehind("first").seen(DIED, false, at(NOW)).next();
		assertThat(waiting.seen(DIED, false, at(NOW + 1))).as("nor does it rest longer").isEqualTo(Step.to(waiting));
		assertThat(waiting.session(in(null, NOW + 1))).isEqualTo(Step.to(waiting));
		assertThat(waiting.session(at(NOW + 1))).isEqualTo(Step.to(waiting));
		assertThat(waiting.noRivals(at(NOW + 1))).isEqualTo(Step.to(waiting));
	}

	@Test
	void needsToSeeAllButWhatIsLeftToTheNamed() {
		RoleState waiting = blindBehind("first").seen(DIED, false, at(NOW)).next();
		RoleState looking = waiting.wake(at(NOW + HEAD_START)).next();
		RoleState heard = BLIND.seen(DIED, false, at(NOW)).next();
		assertThat(Stream.of(BLIND, COUNTING, looking, heard, new Inactive(WANTED), new Leading(WANTED, HELD)))
			.allMatch((state) -> state.restUntil() == NEVER);
		assertThat(waiting.with(WANTED).restUntil()).isEqualTo(waiting.restUntil());
	}

	@Test
	void waitsNoLongerWhenTheRoleIsTaken() {
		RoleState waiting = blindBehind("first").seen(DIED, false, at(NOW)).next();
		RoleSnapshot taken = held("first", 80, begun(8, "first"), MINE);
		assertThat(waiting.seen(taken, false, at(NOW + 1)))
			.isEqualTo(Step.to(Waiting.blind(waiting.memory().saw(taken))));
	}

	@Test
	void countsBehindTheNamedFromAnAnswerThatItHadAnyway() {
		RoleState waiting = blindBehind("first").seen(DIED, false, at(NOW)).next();
		RoleState counting = waiting.seen(DIED, true, at(NOW + 1)).next();
		assertThat(counting.isCounting()).isTrue();
		assertThat(counting.wakeAt()).isEqualTo(NOW + 1 + LOCK_DELAY + NOT_NAMED);
	}

	@Test
	void asksAQuorumTooWhereAReleaseIsSeenRightAfterAGap() {
		Step step = BLIND.seen(ENDED, false, seeing(NOW, NOW));
		assertThat(step.effects()).containsExactly(new Effect.QuorumRead());
		assertThat(step.next().isCounting()).isFalse();
	}

	@Test
	void forgetsItsCountWhenAWatchShowsSomethingElse() {
		RoleSnapshot another = free(80, begun(8, OTHER));
		Step step = COUNTING.seen(another, false, at(NOW + 1));
		assertThat(step.effects()).containsExactly(new Effect.QuorumRead());
		assertThat(step.next().isCounting()).isFalse();
	}

	@Test
	void countsOnWhenAWatchShowsTheSame() {
		assertThat(COUNTING.seen(DIED, false, at(NOW + LOCK_DELAY / 2))).isEqualTo(Step.to(COUNTING));
	}

	@Test
	void needsNoQuorumWhereTheTermWasEndedInOrder() {
		assertThat(BLIND.seen(ENDED, false, dozing(NOW)).effects())
			.containsExactly(new Effect.Take(71, 8, false, true));
	}

	@Test
	void beginsToCountAnewWhenItHadNoAnswerOfAQuorumForTooLong() {
		Step step = COUNTING.seen(DIED, true, dozing(NOW + LOCK_DELAY));
		assertThat(step.effects()).isEmpty();
		assertThat(step.next().wakeAt()).isEqualTo(NOW + 2 * LOCK_DELAY + HERD);
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, 2_000_000_000 })
	void looksInsteadOfTakingWhenItHadNoAnswerOfAQuorumForTooLong(long late) {
		Step look = Step.to(Waiting.blind(WANTED.saw(DIED)), new Effect.QuorumRead());
		assertThat(COUNTING.wake(dozing(NOW + LOCK_DELAY + HERD + late))).isEqualTo(look);
		assertThat(COUNTING.seen(DIED, false, dozing(NOW + LOCK_DELAY + HERD + late))).isEqualTo(look);
		assertThat(COUNTING.wake(dozing(NOW + LOCK_DELAY + HERD - 1)).effects()).as("not yet due").isEmpty();
	}

	@Test
	void keepsTheEndOfARefusalAlthoughItBeginsToCountAnew() {
		Vacancy opening = Vacancy.of(DIED, false, WANTED, at(NOW));
		RoleState refused = Waiting.refused(WANTED, opening, NOW + 3 * LOCK_DELAY);
		assertThat(refused.seen(DIED, true, dozing(NOW + LOCK_DELAY)).next().wakeAt()).isEqualTo(NOW + 3 * LOCK_DELAY);
	}

	@Test
	void countsOnlyWhileThereIsAChance() {
		Vacancy opening = Vacancy.of(DIED, false, WANTED, at(NOW));
		assertThat(Stream.of(COUNTING, new Acquiring(WANTED, opening, MINE), Waiting.refused(WANTED, opening, NOW)))
			.allMatch(RoleState::isCounting);
		assertThat(Stream.of(BLIND, new Inactive(WANTED), new Leading(WANTED, HELD), Revoking.of(WANTED, HELD, at(NOW)),
				HandingOver.of(WANTED, HELD, Revocation.YIELDED),
				Draining.of(WANTED, HELD, Revocation.YIELDED, at(NOW))))
			.noneMatch(RoleState::isCounting);
	}

}

package io.github.consulleader.engine;

import java.util.stream.Stream;

import io.github.consulleader.role.Revocation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.consulleader.engine.RoleState.NEVER;
import static io.github.consulleader.engine.Situation.HERD;
import static io.github.consulleader.engine.Situation.LOCK_DELAY;
import static io.github.consulleader.engine.Situation.MINE;
import static io.github.consulleader.engine.Situation.NOW;
import static io.github.consulleader.engine.Situation.OTHER;
import static io.github.consulleader.engine.Situation.UNWANTED;
import static io.github.consulleader.engine.Situation.WANTED;
import static io.github.consulleader.engine.Situation.at;
import static io.github.consulleader.engine.Situation.begun;
import static io.github.consulleader.engine.Situation.free;
import static io.github.consulleader.engine.Situation.held;
import static io.github.consulleader.engine.Situation.in;
import static io.github.consulleader.engine.Situation.millis;
import static io.github.consulleader.engine.Situation.ours;
import static io.github.consulleader.engine.Situation.released;
import static org.assertj.core.api.Assertions.assertThat;

class WaitingTests {

	private static final Waiting BLIND = Waiting.blind(WANTED);

	private static final RoleSnapshot DIED = free(70, begun(7, OTHER));

	private static final RoleSnapshot ENDED = free(71, released(7, OTHER, MINE));

	/** What the state does when the same is seen all the time. */
	private static Step seen(RoleState state, RoleSnapshot seen, long now) {
		return state.seen(seen, true, at(now));
	}

	private static Step take(Memory memory, Vacancy opening, Effect.Take take) {
		return Step.to(new Acquiring(memory, opening, MINE), take);
	}

	static Stream<RoleSnapshot> freeWithoutAnEndInOrder() {
		return Stream.of(DIED, free(70, begun(7, MINE)), new RoleSnapshot(null, null, 70, null, 1));
	}

	static Stream<Long> origins() {
		return Stream.of(0L, -1L, -LOCK_DELAY / 2, NOW, Long.MAX_VALUE - LOCK_DELAY, Long.MIN_VALUE);
	}

	@ParameterizedTest
	@MethodSource("freeWithoutAnEndInOrder")
	@Tag("F32")
	void neverTriesBeforeItHasWatchedAFreeLockForALockDelay(RoleSnapshot seen) {
		Step first = seen(BLIND, seen, NOW);
		assertThat(first.effects()).isEmpty();
		assertThat(first.next().wakeAt()).isEqualTo(NOW + LOCK_DELAY + HERD);
		assertThat(seen(first.next(), seen, NOW + LOCK_DELAY + HERD - 1).effects()).isEmpty();
		assertThat(first.next().wake(at(NOW + LOCK_DELAY + HERD - 1))).isEqualTo(Step.to(first.next()));
		assertThat(first.next().wake(at(NOW + LOCK_DELAY + HERD)).effects())
			.containsExactly(new Effect.Take(seen.termIndex(), seen.nextNumber(), false, true));
	}

	@ParameterizedTest
	@MethodSource("origins")
	void countsLockDelayFromTheFirstSightWhereverTheClockBegan(long origin) {
		RoleState state = BLIND;
		for (int quarter = 0; quarter < 4; quarter++) {
			Step step = seen(state, DIED, origin + quarter * LOCK_DELAY / 4);
			assertThat(step.effects()).isEmpty();
			assertThat(step.next().wakeAt()).isEqualTo(origin + LOCK_DELAY + HERD);
			state = step.next();
		}
		assertThat(state.wake(at(origin + LOCK_DELAY + HERD - 1)).effects()).isEmpty();
		assertThat(state.wake(at(origin + LOCK_DELAY + HERD)).effects()).hasSize(1);
	}

	@Test
	void triesAtOnceWhenTheTermWasEndedInOrderAndItIsNamed() {
		Memory saw = WANTED.saw(ENDED);
		assertThat(seen(BLIND, ENDED, NOW))
			.isEqualTo(take(saw, Vacancy.of(ENDED, false, WANTED, at(NOW)), new Effect.Take(71, 8, false, true)));
	}

	@Test
	void saysThatItIsNotFirstInLine() {
		RoleSnapshot ended = free(71, released(7, OTHER, OTHER, MINE));
		Step step = seen(BLIND, ended, NOW);
		assertThat(step.effects()).isEmpty();
		assertThat(step.next().wake(at(NOW + StateTimings.RANK_STEP)).effects())
			.containsExactly(new Effect.Take(71, 8, false, false));
	}

	@Test
	void beginsToCountAnewWhenTheRecordHasChanged() {
		RoleState watching = seen(BLIND, DIED, NOW).next();
		RoleSnapshot another = free(80, begun(8, OTHER));
		Step step = seen(watching, another, NOW + LOCK_DELAY);
		assertThat(step.effects()).isEmpty();
		assertThat(step.next().wakeAt()).isEqualTo(NOW + 2 * LOCK_DELAY + HERD);
	}

	@Test
	void givesARoleItsFirstRecordBeforeItCounts() {
		assertThat(seen(BLIND, RoleSnapshot.NOTHING, NOW)).isEqualTo(Step.to(BLIND, new Effect.CreateRecord()));
		RoleState watching = seen(BLIND, DIED, NOW).next();
		assertThat(seen(watching, RoleSnapshot.NOTHING, NOW + LOCK_DELAY))
			.isEqualTo(Step.to(Waiting.blind(WANTED.saw(DIED)), new Effect.CreateRecord()));
		assertThat(BLIND.seen(RoleSnapshot.NOTHING, true, in(null)).effects())
			.containsExactly(new Effect.CreateRecord());
		RoleState founded = seen(BLIND, free(9, begun(0, "")), NOW).next();
		assertThat(founded.wakeAt()).isEqualTo(NOW + LOCK_DELAY + HERD);
		assertThat(founded.wake(at(NOW + LOCK_DELAY + HERD)).effects())
			.containsExactly(new Effect.Take(9, 1, false, true));
	}

	@Test
	void beginsToCountAnewWhenSeeingWasInterrupted() {
		RoleState watching = seen(BLIND, DIED, NOW).next();
		Step blinded = watching.observationLost(at(NOW + LOCK_DELAY));
		assertThat(blinded).isEqualTo(Step.to(Waiting.blind(WANTED.saw(DIED))));
		assertThat(seen(blinded.next(), DIED, NOW + LOCK_DELAY).next().wakeAt()).isEqualTo(NOW + 2 * LOCK_DELAY + HERD);
	}

	@Test
	void doesNotTrustAReleaseThatItSeesRightAfterAGap() {
		Step step = BLIND.seen(ENDED, true, Situation.seeing(NOW, NOW));
		assertThat(step.effects()).isEmpty();
		assertThat(step.next().wakeAt()).isEqualTo(NOW + LOCK_DELAY);
		assertThat(step.next().wake(Situation.seeing(NOW, NOW + LOCK_DELAY)).effects())
			.containsExactly(new Effect.Take(71, 8, false, true));
	}

	@Test
	void beginsToCountAnewWhenTheLockWasHeldMeanwhile() {
		RoleState watching = seen(BLIND, DIED, NOW).next();
		Step held = seen(watching, held(OTHER, 70, begun(7, OTHER)), NOW + LOCK_DELAY);
		assertThat(held).isEqualTo(Step.to(Waiting.blind(WANTED.saw(DIED))));
		Step free = seen(held.next(), DIED, NOW + LOCK_DELAY + 1);
		assertThat(free.effects()).isEmpty();
		assertThat(free.next().wakeAt()).isEqualTo(NOW + 2 * LOCK_DELAY + 1 + HERD);
	}

	@Test
	void doesNotBelieveAReleaseThatHasComeBackFromThePast() {
		RoleState knowing = seen(BLIND, held(OTHER, 70, begun(7, OTHER)), NOW).next();
		RoleSnapshot past = free(60, released(5, OTHER, MINE));
		Step step = seen(knowing, past, NOW);
		assertThat(step.effects()).isEmpty();
		assertThat(step.next().wakeAt()).isEqualTo(NOW + LOCK_DELAY + HERD);
		assertThat(step.next().memory().highestIndex()).isEqualTo(70);
		assertThat(seen(step.next(), past, NOW + LOCK_DELAY - 1).effects()).isEmpty();
	}

	@Test
	void waitsALockDelayForALockOfOursBeforeItTakesItAgain() {
		Step first = seen(BLIND, ours(), NOW);
		assertThat(first.effects()).isEmpty();
		assertThat(first.next().wakeAt()).isEqualTo(NOW + LOCK_DELAY);
		assertThat(first.next().wake(at(NOW + LOCK_DELAY - 1)).effects()).isEmpty();
		assertThat(first.next().wake(at(NOW + LOCK_DELAY)).effects())
			.containsExactly(new Effect.Take(70, 8, true, true));
	}

	@Test
	void beginsToCountAnewWhenTheFreeLockIsOursSuddenly() {
		RoleState watching = seen(BLIND, DIED, NOW).next();
		Step step = seen(watching, held(MINE, 70, begun(7, OTHER)), NOW + LOCK_DELAY);
		assertThat(step.effects()).isEmpty();
		assertThat(step.next().wakeAt()).isEqualTo(NOW + 2 * LOCK_DELAY);
	}

	@Test
	void givesUpALockOfOursWhileItCools() {
		Memory cooling = WANTED.after(Revocation.YIELDED, NOW);
		assertThat(seen(Waiting.blind(cooling), ours(), NOW))
			.isEqualTo(Step.to(Waiting.blind(cooling.saw(ours())), new Effect.ReleaseStray(70, 8)));
	}

	@Test
	void doesNotTryBeforeItHasCooled() {
		Waiting cooling = Waiting.blind(WANTED.after(Revocation.GRANT_FAILED, NOW));
		Step step = seen(cooling, ENDED, NOW);
		assertThat(step.effects()).isEmpty();
		assertThat(step.next().wakeAt()).isEqualTo(NOW + StateTimings.COOL_DOWN);
		assertThat(step.next().wake(at(NOW + StateTimings.COOL_DOWN)).effects()).hasSize(1);
	}

	@Test
	void coolsNoLongerAfterAYieldWhenItIsAlone() {
		RoleState cooling = seen(Waiting.blind(WANTED.after(Revocation.YIELDED, NOW)), ENDED, NOW).next();
		Step step = cooling.noRivals(at(NOW + 1));
		assertThat(step.effects()).containsExactly(new Effect.Take(71, 8, false, true));
		assertThat(step.next().memory().coolUntil()).isEqualTo(NEVER);
	}

	@Test
	void coolsOnAfterAFailedGrantAlthoughItIsAlone() {
		RoleState cooling = seen(Waiting.blind(WANTED.after(Revocation.GRANT_FAILED, NOW)), ENDED, NOW).next();
		assertThat(cooling.noRivals(at(NOW + 1))).isEqualTo(Step.to(cooling));
	}

	@Test
	void keepsTheLockDelayAlthoughItIsAlone() {
		RoleState cooling = seen(Waiting.blind(WANTED.after(Revocation.YIELDED, NOW)), DIED, NOW).next();
		Step step = cooling.noRivals(at(NOW + 1));
		assertThat(step.effects()).isEmpty();
		assertThat(step.next().wakeAt()).isEqualTo(NOW + LOCK_DELAY + HERD);
	}

	@Test
	@Tag("F32")
	void triesAgainAfterARefusalNotBeforeItIsTime() {
		Vacancy opening = Vacancy.of(ENDED, false, WANTED, at(NOW));
		RoleState refused = Waiting.refused(WANTED, opening, NOW + millis(50));
		assertThat(refused.wakeAt()).isEqualTo(NOW + millis(50));
		RoleState seenAgain = seen(refused, ENDED, NOW + millis(10)).next();
		assertThat(seenAgain.wakeAt()).isEqualTo(NOW + millis(50));
		assertThat(seenAgain.wake(at(NOW + millis(50) - 1)).effects()).isEmpty();
		assertThat(seenAgain.wake(at(NOW + millis(50))).effects()).hasSize(1);
	}

	@Test
	void forgetsARefusalWhenAnotherTermWasEnded() {
		Vacancy opening = Vacancy.of(ENDED, false, WANTED, at(NOW));
		RoleState refused = Waiting.refused(WANTED, opening, NOW + millis(2000));
		assertThat(seen(refused, free(90, released(9, OTHER, MINE)), NOW + 1).effects())
			.containsExactly(new Effect.Take(90, 10, false, true));
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, 1, 10_000 })
	void neitherTriesNorWaitsForAnInstantWhileThereIsNoSession(long late) {
		Vacancy opening = Vacancy.of(ENDED, false, WANTED, at(NOW));
		RoleState refused = Waiting.refused(WANTED, opening, NOW);
		StepContext later = in(null, NOW + millis(late));
		Step step = refused.wake(later);
		assertThat(step.effects()).isEmpty();
		assertThat(step.next().wakeAt()).as("a past instant would ring for ever").isEqualTo(NEVER);
		assertThat(refused.session(in(null)).next().wakeAt()).isEqualTo(NEVER);
		assertThat(refused.seen(ENDED, true, later).next().wakeAt()).isEqualTo(NEVER);
	}

	@Test
	void goesOnCountingWhenItGetsASession() {
		RoleState waiting = BLIND.seen(DIED, true, in(null)).next();
		assertThat(waiting.wakeAt()).isEqualTo(NEVER);
		assertThat(waiting.session(at(NOW + 1)).next().wakeAt()).isEqualTo(NOW + LOCK_DELAY + HERD);
		assertThat(waiting.session(at(NOW + LOCK_DELAY + HERD)).effects()).hasSize(1);
	}

	@Test
	void countsALockOfASessionThatHasEndedAsThatOfAnother() {
		assertThat(BLIND.seen(ours(), true, in("session-new"))).isEqualTo(Step.to(Waiting.blind(WANTED.saw(ours()))));
		assertThat(BLIND.seen(ours(), true, in(null))).isEqualTo(Step.to(Waiting.blind(WANTED.saw(ours()))));
	}

	@ParameterizedTest
	@EnumSource(names = { "WITHDRAWN", "SHUTDOWN" })
	void isOffWhenTheRoleIsNotWantedAnyMoreAndLooksWhetherTheLockIsOurs(Revocation why) {
		RoleState watching = seen(BLIND, DIED, NOW).next();
		assertThat(watching.leave(why, at(NOW)))
			.isEqualTo(Step.to(new Inactive(UNWANTED.saw(DIED)), new Effect.QuorumRead()));
	}

	@Test
	void looksWhatBecameOfALockThatItGaveUp() {
		assertThat(BLIND.answered(new Outcome.Committed(71, true), at(NOW)))
			.isEqualTo(Step.to(BLIND, new Effect.QuorumRead()));
		assertThat(BLIND.answered(Outcome.Ambiguous.UNKNOWN, at(NOW)))
			.isEqualTo(Step.to(BLIND, new Effect.QuorumRead()));
	}

	@Test
	void looksWhoWasFasterWhenAnotherWroteTheFirstRecord() {
		assertThat(BLIND.answered(Outcome.Rejected.CONFLICT, at(NOW)))
			.isEqualTo(Step.to(BLIND, new Effect.QuorumRead()));
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CONFLICT")
	void looksAgainAfterAWhileWhenAWriteWasRefused(Outcome.Rejected refusal) {
		Step step = BLIND.answered(refusal, at(NOW));
		assertThat(step.effects()).isEmpty();
		assertThat(step.next().wakeAt()).isEqualTo(NOW + StateTimings.REFUSED_RETRY);
		assertThat(step.next().wake(at(NOW + StateTimings.REFUSED_RETRY - 1))).isEqualTo(Step.to(step.next()));
		assertThat(step.next().wake(at(NOW + StateTimings.REFUSED_RETRY)))
			.isEqualTo(Step.to(BLIND, new Effect.QuorumRead()));
	}

}

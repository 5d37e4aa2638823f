package io.github.consulleader.engine;

import java.util.stream.Stream;

import io.github.consulleader.role.Revocation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.consulleader.engine.RoleState.NEVER;
import static io.github.consulleader.engine.Situation.MINE;
import static io.github.consulleader.engine.Situation.NOW;
import static io.github.consulleader.engine.Situation.UNWANTED;
import static io.github.consulleader.engine.Situation.WANTED;
import static io.github.consulleader.engine.Situation.at;
import static io.github.consulleader.engine.Situation.in;
import static io.github.consulleader.engine.Situation.inOrder;
import static io.github.consulleader.engine.Situation.millis;
import static org.assertj.core.api.Assertions.assertThat;

class AcquiringTests {

	private static final Memory MEMORY = WANTED;

	private static final Acquiring TAKING = new Acquiring(MEMORY, inOrder(), MINE);

	private static final Acquiring LEAVING = new Acquiring(MEMORY.wanting(false), inOrder(), MINE);

	private static final OwnTerm HELD = new OwnTerm(MINE, 8, 80);

	private static final Outcome IN_TIME = new Outcome.Committed(80, true);

	private static final Outcome TOO_LATE = new Outcome.Committed(80, false);

	static Stream<Arguments> refusals() {
		Vacancy opening = inOrder();
		return Stream.of(
				Arguments.of(Outcome.Rejected.LOCK_DELAY, Step.to(Waiting.refused(MEMORY, opening, NOW + millis(50)))),
				Arguments.of(Outcome.Rejected.BUSY,
						Step.to(Waiting.refused(MEMORY, opening, NOW + millis(200)), new Effect.QuorumRead())),
				Arguments.of(Outcome.Rejected.REFUSED,
						Step.to(Waiting.refused(MEMORY, opening, NOW + millis(2000)), new Effect.QuorumRead())),
				Arguments.of(Outcome.Rejected.SESSION_GONE,
						Step.to(Waiting.refused(MEMORY, opening, NOW + millis(200)), new Effect.SuspectSession())),
				Arguments.of(Outcome.Rejected.CONFLICT, Step.to(Waiting.blind(MEMORY), new Effect.QuorumRead())),
				Arguments.of(Outcome.Ambiguous.UNKNOWN, Step.to(Waiting.blind(MEMORY), new Effect.QuorumRead())));
	}

	static Stream<Outcome> notCommitted() {
		return refusals().map((row) -> (Outcome) row.get()[0]);
	}

	@Test
	@Tag("F56")
	void isGrantedByACommittedTakeInTimeInALivingSession() {
		Step step = TAKING.answered(IN_TIME, at(NOW));
		assertThat(step.effects()).containsExactly(new Effect.Grant(HELD));
		assertThat(step.next()).isInstanceOfSatisfying(Leading.class,
				(working) -> assertThat(working.held()).isEqualTo(HELD));
	}

	@Test
	void isNotGrantedByAReplyThatComesTooLate() {
		Step step = TAKING.answered(TOO_LATE, at(NOW));
		assertThat(step.next()).isInstanceOf(Waiting.class);
		assertThat(step.effects()).containsExactly(new Effect.QuorumRead());
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = "session-new")
	@Tag("F7")
	void isNotGrantedInASessionThatHasEnded(@Nullable String session) {
		Step step = TAKING.answered(IN_TIME, in(session));
		assertThat(step.next()).isInstanceOf(Waiting.class);
		assertThat(step.effects()).containsExactly(new Effect.QuorumRead());
		Step left = LEAVING.answered(IN_TIME, in(session));
		assertThat(left.next()).isInstanceOf(Inactive.class);
		assertThat(left.effects()).containsExactly(new Effect.QuorumRead());
	}

	@Test
	void remembersTheTokenOfItsOwnTermAsTheHighestIndex() {
		assertThat(TAKING.answered(IN_TIME, at(NOW)).next().memory().highestIndex()).isEqualTo(80);
		assertThat(TAKING.answered(TOO_LATE, at(NOW)).next().memory().highestIndex()).isEqualTo(80);
		assertThat(TAKING.answered(IN_TIME, in(null)).next().memory().highestIndex()).isEqualTo(80);
		assertThat(LEAVING.answered(IN_TIME, at(NOW)).next().memory().highestIndex()).isEqualTo(80);
	}

	@ParameterizedTest
	@MethodSource("refusals")
	void goesBackToWaitingWhenItWasNotCommitted(Outcome outcome, Step step) {
		assertThat(TAKING.answered(outcome, at(NOW))).isEqualTo(step);
	}

	@ParameterizedTest
	@EnumSource(names = { "WITHDRAWN", "SHUTDOWN" })
	void waitsForTheAnswerWhenTheRoleIsNotWantedAnyMore(Revocation why) {
		assertThat(TAKING.leave(why, at(NOW)))
			.isEqualTo(Step.to(new Acquiring(MEMORY.wanting(false), inOrder(), MINE)));
	}

	@Test
	void handsOverAtOnceWhatIsNotWantedAnyMore() {
		for (Outcome committed : new Outcome[] { IN_TIME, TOO_LATE }) {
			Step step = LEAVING.answered(committed, at(NOW));
			assertThat(step.effects()).containsExactly(new Effect.HandOver(HELD));
			assertThat(step.next()).isInstanceOfSatisfying(HandingOver.class, (next) -> {
				assertThat(next.held()).isEqualTo(HELD);
				assertThat(next.why().isVoluntary()).isTrue();
				assertThat(next.wakeAt()).isEqualTo(NEVER);
			});
		}
	}

	@ParameterizedTest
	@MethodSource("notCommitted")
	void isOffWhenItIsNotWantedAndWasNotCommitted(Outcome outcome) {
		assertThat(LEAVING.answered(outcome, at(NOW)))
			.isEqualTo(Step.to(new Inactive(UNWANTED), new Effect.QuorumRead()));
	}

	@Test
	void isGrantedAfterAllWhenTheRoleIsWantedAgain() {
		RoleState again = LEAVING.want(at(NOW)).next();
		assertThat(again).isEqualTo(TAKING);
		assertThat(again.answered(IN_TIME, at(NOW)).effects()).containsExactly(new Effect.Grant(HELD));
	}

	@Test
	void beginsAnewWhenTheEngineHasFailed() {
		assertThat(TAKING.lost(Revocation.ENGINE_FAILED, at(NOW)))
			.isEqualTo(Step.to(Waiting.blind(MEMORY), new Effect.QuorumRead()));
		assertThat(LEAVING.lost(Revocation.ENGINE_FAILED, at(NOW)))
			.isEqualTo(Step.to(new Inactive(MEMORY.wanting(false)), new Effect.QuorumRead()));
	}

	@ParameterizedTest
	@MethodSource("notCommitted")
	void beginsToCountAnewWhenSeeingWasInterruptedMeanwhile(Outcome outcome) {
		RoleState blinded = TAKING.observationLost(at(NOW)).next();
		RoleState waiting = blinded.answered(outcome, at(NOW)).next();
		assertThat(waiting).isInstanceOfSatisfying(Waiting.class,
				(slumbering) -> assertThat(slumbering.opening()).isNull());
	}

	@Test
	void isGrantedAllTheSameWhenSeeingWasInterruptedMeanwhile() {
		assertThat(TAKING.observationLost(at(NOW)).next().answered(IN_TIME, at(NOW)).effects())
			.containsExactly(new Effect.Grant(HELD));
	}

	@Test
	void doesNotForgetAGapWhenItIsWantedAgain() {
		RoleState blinded = TAKING.observationLost(at(NOW)).next();
		RoleState again = blinded.leave(Revocation.WITHDRAWN, at(NOW)).next().want(at(NOW)).next();
		assertThat(again).isEqualTo(blinded);
	}

}

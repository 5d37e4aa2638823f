package io.github.consulleader.engine;

import java.util.stream.Stream;

import io.github.consulleader.role.Revocation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.consulleader.engine.Situation.HELD;
import static io.github.consulleader.engine.Situation.MINE;
import static io.github.consulleader.engine.Situation.NOW;
import static io.github.consulleader.engine.Situation.UNWANTED;
import static io.github.consulleader.engine.Situation.WANTED;
import static io.github.consulleader.engine.Situation.at;
import static io.github.consulleader.engine.Situation.free;
import static io.github.consulleader.engine.Situation.in;
import static io.github.consulleader.engine.Situation.millis;
import static io.github.consulleader.engine.Situation.ours;
import static io.github.consulleader.engine.Situation.released;
import static org.assertj.core.api.Assertions.assertThat;

class HandingOverTests {

	private static final HandingOver LEAVING = HandingOver.of(UNWANTED, HELD, Revocation.SHUTDOWN);

	private static final HandingOver YIELDING = HandingOver.of(WANTED, HELD, Revocation.YIELDED);

	private static Step settled(boolean handedOver) {
		return Step.to(new Inactive(UNWANTED), new Effect.TermOver(handedOver), new Effect.QuorumRead());
	}

	private static HandingOver retryLater(HandingOver state, long instant) {
		return new HandingOver(state.memory(), HELD, state.why(), instant);
	}

	static Stream<RoleSnapshot> notOurs() {
		return Situation.notOurs().stream().filter((seen) -> seen.term() == null || !seen.term().released());
	}

	@Test
	void isOffWhenItIsCommitted() {
		assertThat(LEAVING.answered(new Outcome.Committed(71, true), at(NOW))).isEqualTo(settled(true));
	}

	@ParameterizedTest
	@EnumSource(names = { "YIELDED", "GRANT_FAILED" })
	void slumbersAndCoolsWhenTheRoleIsStillWanted(Revocation why) {
		Step step = HandingOver.of(WANTED, HELD, why).answered(new Outcome.Committed(71, true), at(NOW));
		assertThat(step).isEqualTo(
				Step.to(Waiting.blind(WANTED.after(why, NOW)), new Effect.TermOver(true), new Effect.QuorumRead()));
	}

	@ParameterizedTest
	@EnumSource(names = { "CONFLICT", "SESSION_GONE" })
	void endsWhenTheTermIsNotOursAnyMore(Outcome.Rejected refusal) {
		assertThat(LEAVING.answered(refusal, at(NOW))).isEqualTo(settled(false));
	}

	@ParameterizedTest
	@CsvSource({ "BUSY, 200", "REFUSED, 2000" })
	void triesAgainAfterAWhileWhenItWasRefused(Outcome.Rejected refusal, long pause) {
		assertThat(LEAVING.answered(refusal, at(NOW))).isEqualTo(Step.to(retryLater(LEAVING, NOW + millis(pause))));
	}

	@Test
	@Tag("F6")
	void looksWhatBecameOfItWhenNobodyKnows() {
		assertThat(LEAVING.answered(Outcome.Ambiguous.UNKNOWN, at(NOW)))
			.isEqualTo(Step.to(LEAVING, new Effect.QuorumRead()));
	}

	@Test
	void triesAgainWhenTheLockIsSeenToBeOursStill() {
		RoleState waiting = retryLater(LEAVING, NOW + StateTimings.HAND_OVER_RETRY);
		assertThat(LEAVING.seen(ours(), true, at(NOW))).isEqualTo(Step.to(waiting));
		assertThat(waiting.seen(ours(), true, at(NOW + 1))).isEqualTo(Step.to(waiting));
		assertThat(waiting.wake(at(NOW + StateTimings.HAND_OVER_RETRY - 1))).isEqualTo(Step.to(waiting));
		assertThat(waiting.wake(at(NOW + StateTimings.HAND_OVER_RETRY)))
			.isEqualTo(Step.to(LEAVING, new Effect.HandOver(HELD)));
	}

	@ParameterizedTest
	@MethodSource("notOurs")
	void endsWhenAnyAnswerShowsThatTheTermIsOver(RoleSnapshot seen) {
		assertThat(LEAVING.seen(seen, true, at(NOW))).isEqualTo(settled(false));
		assertThat(LEAVING.seen(seen, false, at(NOW))).isEqualTo(settled(false));
	}

	@Test
	void knowsItsOwnReleaseWhenItSeesIt() {
		assertThat(LEAVING.seen(free(71, released(7, MINE)), true, at(NOW)).effects())
			.contains(new Effect.TermOver(true));
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = "session-new")
	void endsWithItsSession(@Nullable String session) {
		assertThat(LEAVING.session(in(session))).isEqualTo(settled(false));
	}

	@Test
	void goesOnInItsSession() {
		assertThat(LEAVING.session(in(MINE))).isEqualTo(Step.to(LEAVING));
	}

	@Test
	void triesAgainWhenTheEngineHasFailed() {
		assertThat(LEAVING.lost(Revocation.ENGINE_FAILED, at(NOW)))
			.isEqualTo(Step.to(retryLater(LEAVING, NOW + StateTimings.HAND_OVER_RETRY)));
	}

	@Test
	void goesOnAlthoughTheRoleIsWantedAgainOrNoMore() {
		assertThat(LEAVING.want(at(NOW))).isEqualTo(Step.to(LEAVING.with(WANTED)));
		assertThat(YIELDING.leave(Revocation.WITHDRAWN, at(NOW))).isEqualTo(Step.to(YIELDING.with(UNWANTED)));
	}

}

package io.github.consulleader.engine;

import java.util.List;
import java.util.stream.Stream;

import io.github.consulleader.role.Revocation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.consulleader.engine.RoleState.NEVER;
import static io.github.consulleader.engine.Situation.GRACE;
import static io.github.consulleader.engine.Situation.HELD;
import static io.github.consulleader.engine.Situation.MINE;
import static io.github.consulleader.engine.Situation.NOW;
import static io.github.consulleader.engine.Situation.OTHER;
import static io.github.consulleader.engine.Situation.UNWANTED;
import static io.github.consulleader.engine.Situation.WANTED;
import static io.github.consulleader.engine.Situation.at;
import static io.github.consulleader.engine.Situation.begun;
import static io.github.consulleader.engine.Situation.held;
import static io.github.consulleader.engine.Situation.in;
import static io.github.consulleader.engine.Situation.ours;
import static org.assertj.core.api.Assertions.assertThat;

class LeadingTests {

	private static final Leading WORKING = new Leading(WANTED, HELD);

	private static Step lost(Memory memory, Revocation reason) {
		return Step.to(new Revoking(memory, HELD, StopPhase.INTERRUPTED, NOW + StateTimings.STUCK_AFTER),
				new Effect.Revoke(reason), new Effect.SuspectSession());
	}

	static Stream<RoleSnapshot> notOurs() {
		return Situation.notOurs().stream();
	}

	@Test
	void isConfirmedByAQuorumThatShowsItsSessionAndToken() {
		assertThat(WORKING.seen(ours(), true, at(NOW)))
			.isEqualTo(Step.to(new Leading(WANTED.saw(ours()), HELD), new Effect.Confirm()));
	}

	@Test
	@Tag("F56")
	void isNotConfirmedByTheWatch() {
		assertThat(WORKING.seen(ours(), false, at(NOW))).isEqualTo(Step.to(new Leading(WANTED.saw(ours()), HELD)));
	}

	@Test
	void isConfirmedWhateverTheLocksValueSays() {
		assertThat(WORKING.seen(new RoleSnapshot(MINE, null, 70, null, 1), true, at(NOW)).effects())
			.containsExactly(new Effect.Confirm());
		assertThat(WORKING.seen(held(MINE, 70, begun(7, MINE), OTHER), true, at(NOW)).effects())
			.containsExactly(new Effect.Confirm());
	}

	@ParameterizedTest
	@MethodSource("notOurs")
	void isLostWhenAnyAnswerShowsAnythingElse(RoleSnapshot seen) {
		assertThat(WORKING.seen(seen, true, at(NOW))).isEqualTo(lost(WANTED, Revocation.LOCK_LOST));
		assertThat(WORKING.seen(seen, false, at(NOW))).isEqualTo(lost(WANTED, Revocation.LOCK_LOST));
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = "session-new")
	void isLostWithItsSession(@Nullable String session) {
		assertThat(WORKING.session(in(session))).isEqualTo(lost(WANTED, Revocation.SESSION_LOST));
	}

	@Test
	void goesOnInItsSession() {
		assertThat(WORKING.session(in(MINE))).isEqualTo(Step.to(WORKING));
	}

	@ParameterizedTest
	@EnumSource(names = { "CONFIDENCE_LOST", "LOCK_LOST", "SESSION_LOST", "ENGINE_FAILED" })
	void saysWhyItWasLost(Revocation reason) {
		assertThat(WORKING.lost(reason, at(NOW))).isEqualTo(lost(WANTED, reason));
	}

	@ParameterizedTest
	@EnumSource(names = { "WITHDRAWN", "SHUTDOWN" })
	void drainsWhenTheRoleIsNotWantedAnyMore(Revocation why) {
		assertThat(WORKING.leave(why, at(NOW))).isEqualTo(
				Step.to(new Draining(UNWANTED, HELD, why, StopPhase.GRACE, NOW + GRACE), new Effect.Revoke(why)));
	}

	@Test
	void drainsAndGoesOnWantingWhenItYields() {
		assertThat(WORKING.leave(Revocation.YIELDED, at(NOW)))
			.isEqualTo(Step.to(new Draining(WANTED, HELD, Revocation.YIELDED, StopPhase.GRACE, NOW + GRACE),
					new Effect.Revoke(Revocation.YIELDED)));
	}

	@Test
	void drainsAndGoesOnWantingWhenTheGrantFailed() {
		assertThat(WORKING.grantFailed(at(NOW)))
			.isEqualTo(Step.to(new Draining(WANTED, HELD, Revocation.GRANT_FAILED, StopPhase.GRACE, NOW + GRACE),
					new Effect.Revoke(Revocation.GRANT_FAILED)));
	}

	@Test
	void forgetsEarlierFailuresWhenTheGrantSucceeded() {
		Memory failed = new Memory(true, List.of(), 70, NOW - 1, true, 3);
		assertThat(new Leading(failed, HELD).granted(at(NOW)))
			.isEqualTo(Step.to(new Leading(new Memory(true, List.of(), 70, NEVER, false, 0), HELD)));
	}

}

package io.github.consulleader.engine;

import java.util.stream.Stream;

import io.github.consulleader.role.Revocation;
import io.github.consulleader.role.WhenStuck;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.consulleader.engine.RoleState.NEVER;
import static io.github.consulleader.engine.Situation.HELD;
import static io.github.consulleader.engine.Situation.MINE;
import static io.github.consulleader.engine.Situation.NOW;
import static io.github.consulleader.engine.Situation.UNWANTED;
import static io.github.consulleader.engine.Situation.WANTED;
import static io.github.consulleader.engine.Situation.at;
import static io.github.consulleader.engine.Situation.in;
import static org.assertj.core.api.Assertions.assertThat;

class RevokingTests {

	private static final Revoking REVOKING = Revoking.of(WANTED, HELD, at(NOW));

	private static final Revoking LEAVING = Revoking.of(UNWANTED, HELD, at(NOW));

	private static final Revoking STUCK = new Revoking(WANTED, HELD, StopPhase.STUCK, NEVER);

	static Stream<Revoking> phases() {
		return Stream.of(REVOKING, STUCK);
	}

	@Test
	void givesInterruptedWorkAWhile() {
		assertThat(REVOKING.phase()).isEqualTo(StopPhase.INTERRUPTED);
		assertThat(REVOKING.wakeAt()).isEqualTo(NOW + StateTimings.STUCK_AFTER);
		assertThat(REVOKING.wake(at(NOW + StateTimings.STUCK_AFTER - 1))).isEqualTo(Step.to(REVOKING));
	}

	@ParameterizedTest
	@MethodSource("phases")
	void slumbersOnlyWhenTheWorkHasEnded(Revoking revoking) {
		assertThat(revoking.stopped(at(NOW)))
			.isEqualTo(Step.to(Waiting.blind(WANTED), new Effect.TermOver(false), new Effect.QuorumRead()));
	}

	@Test
	void givesUpItsLockWhenTheRoleIsNotWantedAnyMore() {
		assertThat(LEAVING.stopped(at(NOW)))
			.isEqualTo(Step.to(HandingOver.of(UNWANTED, HELD, Revocation.WITHDRAWN), new Effect.QuorumRead()));
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = "session-new")
	void isOffWhenTheRoleIsNotWantedAndTheSessionHasEnded(@Nullable String session) {
		assertThat(LEAVING.stopped(in(session)))
			.isEqualTo(Step.to(new Inactive(UNWANTED), new Effect.TermOver(false), new Effect.QuorumRead()));
	}

	@Test
	void keepsTheRoleWhenTheWorkIsStuck() {
		assertThat(REVOKING.wake(at(NOW + StateTimings.STUCK_AFTER, WhenStuck.HOLD)))
			.isEqualTo(Step.to(STUCK, new Effect.Stuck()));
	}

	@Test
	void letsTheRoleGoWhenTheWorkIsStuckAndThatIsWanted() {
		assertThat(REVOKING.wake(at(NOW + StateTimings.STUCK_AFTER, WhenStuck.RELEASE)))
			.isEqualTo(Step.to(STUCK, new Effect.Stuck(), new Effect.HandOver(HELD)));
	}

	@Test
	void endsTheProcessWhenTheWorkIsStuckAndThatIsWanted() {
		assertThat(REVOKING.wake(at(NOW + StateTimings.STUCK_AFTER, WhenStuck.EXIT)))
			.isEqualTo(Step.to(STUCK, new Effect.Stuck(), new Effect.Exit()));
	}

	@Test
	void saysOnlyOnceThatTheWorkIsStuck() {
		assertThat(STUCK.wake(at(NOW + 2 * StateTimings.STUCK_AFTER))).isEqualTo(Step.to(STUCK));
	}

	@Test
	void beginsNothingNewAlthoughTheRoleIsWantedAgain() {
		assertThat(LEAVING.want(in(MINE))).isEqualTo(Step.to(LEAVING.with(WANTED)));
		assertThat(REVOKING.leave(Revocation.SHUTDOWN, at(NOW))).isEqualTo(Step.to(REVOKING.with(UNWANTED)));
	}

}

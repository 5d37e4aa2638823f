package io.github.consulleader.engine;

import java.util.stream.Stream;

import io.github.consulleader.role.Revocation;
import io.github.consulleader.role.WhenStuck;
import org.jspecify.annotations.Nullable;
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
import static io.github.consulleader.engine.Situation.UNWANTED;
import static io.github.consulleader.engine.Situation.WANTED;
import static io.github.consulleader.engine.Situation.at;
import static io.github.consulleader.engine.Situation.in;
import static io.github.consulleader.engine.Situation.ours;
import static org.assertj.core.api.Assertions.assertThat;

class DrainingTests {

	private static final Draining DRAINING = Draining.of(UNWANTED, HELD, Revocation.SHUTDOWN, at(NOW));

	private static final Draining YIELDING = Draining.of(WANTED, HELD, Revocation.YIELDED, at(NOW));

	private static final Draining INTERRUPTED = new Draining(WANTED, HELD, Revocation.YIELDED, StopPhase.INTERRUPTED,
			NOW);

	static Stream<RoleSnapshot> notOurs() {
		return Situation.notOurs().stream();
	}

	static Stream<Draining> phases() {
		return Stream.of(StopPhase.values())
			.map((phase) -> new Draining(WANTED, HELD, Revocation.YIELDED, phase, NEVER));
	}

	@Test
	void isGoodForTheGrace() {
		assertThat(DRAINING.wakeAt()).isEqualTo(NOW + GRACE);
		assertThat(DRAINING.phase()).isEqualTo(StopPhase.GRACE);
		assertThat(DRAINING.wake(at(NOW + GRACE - 1))).isEqualTo(Step.to(DRAINING));
	}

	@Test
	void goesOnConfirming() {
		Step step = DRAINING.seen(ours(), true, at(NOW));
		assertThat(step.effects()).containsExactly(new Effect.Confirm());
		assertThat(step.next()).isInstanceOf(Draining.class);
		assertThat(DRAINING.seen(ours(), false, at(NOW)).effects()).isEmpty();
	}

	@Test
	void remembersTheIndexThatItSees() {
		assertThat(DRAINING.seen(ours(), true, at(NOW)).next().memory().highestIndex()).isEqualTo(HELD.token());
	}

	@ParameterizedTest
	@MethodSource("phases")
	void handsOverOnlyWhenTheWorkHasEnded(Draining draining) {
		assertThat(draining.stopped(at(NOW)))
			.isEqualTo(Step.to(HandingOver.of(WANTED, HELD, Revocation.YIELDED), new Effect.HandOver(HELD)));
	}

	@ParameterizedTest
	@MethodSource("phases")
	void isNotHandedOverByUsWhenConfidenceEndsBefore(Draining draining) {
		Step step = draining.lost(Revocation.CONFIDENCE_LOST, at(NOW));
		assertThat(step.effects()).containsExactly(new Effect.Interrupt(), new Effect.SuspectSession());
		assertThat(step.next()).isInstanceOfSatisfying(Revoking.class, (next) -> {
			assertThat(next.held()).isEqualTo(HELD);
			assertThat(next.memory()).isEqualTo(WANTED.after(Revocation.YIELDED, NOW));
			assertThat(next.wakeAt()).isEqualTo(NOW + StateTimings.STUCK_AFTER);
		});
	}

	@ParameterizedTest
	@MethodSource("notOurs")
	void isLostWhenAnyAnswerShowsAnythingElse(RoleSnapshot seen) {
		for (boolean quorum : new boolean[] { true, false }) {
			assertThat(DRAINING.seen(seen, quorum, at(NOW))).isEqualTo(DRAINING.lost(Revocation.LOCK_LOST, at(NOW)))
				.isNotEqualTo(Step.to(DRAINING));
		}
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = "session-new")
	void isLostWithItsSession(@Nullable String session) {
		assertThat(DRAINING.session(in(session))).isEqualTo(DRAINING.lost(Revocation.SESSION_LOST, in(session)))
			.isNotEqualTo(Step.to(DRAINING));
	}

	@Test
	void goesOnInItsSession() {
		assertThat(DRAINING.session(in(MINE))).isEqualTo(Step.to(DRAINING));
	}

	@Test
	void coolsWhenItLosesWhatItYields() {
		assertThat(YIELDING.lost(Revocation.LOCK_LOST, at(NOW)).next().memory().isCooling(at(NOW))).isTrue();
		assertThat(DRAINING.lost(Revocation.LOCK_LOST, at(NOW)).next().memory().isCooling(at(NOW))).isFalse();
	}

	@ParameterizedTest
	@EnumSource
	void interruptsWhenTheGraceIsOver(WhenStuck policy) {
		assertThat(DRAINING.wake(at(NOW + GRACE, policy)))
			.isEqualTo(Step.to(new Draining(UNWANTED, HELD, Revocation.SHUTDOWN, StopPhase.INTERRUPTED,
					NOW + GRACE + StateTimings.STUCK_AFTER), new Effect.Interrupt()));
	}

	@Test
	void keepsTheRoleWhenTheWorkIsStuck() {
		assertThat(INTERRUPTED.wake(at(NOW, WhenStuck.HOLD))).isEqualTo(Step.to(stuck(), new Effect.Stuck()));
	}

	@Test
	void endsTheProcessWhenTheWorkIsStuckAndThatIsWanted() {
		assertThat(INTERRUPTED.wake(at(NOW, WhenStuck.EXIT)))
			.isEqualTo(Step.to(stuck(), new Effect.Stuck(), new Effect.Exit()));
	}

	@Test
	void letsTheRoleGoWhenTheWorkIsStuckAndThatIsWanted() {
		assertThat(INTERRUPTED.wake(at(NOW, WhenStuck.RELEASE)))
			.isEqualTo(Step.to(new Revoking(WANTED.after(Revocation.YIELDED, NOW), HELD, StopPhase.STUCK, NEVER),
					new Effect.Stuck(), new Effect.HandOver(HELD)));
	}

	@Test
	void saysOnlyOnceThatTheWorkIsStuck() {
		assertThat(stuck().wake(at(NOW + GRACE))).isEqualTo(Step.to(stuck()));
	}

	@Test
	void drainsToTheEndAlthoughTheRoleIsWantedAgain() {
		Step step = DRAINING.want(at(NOW));
		assertThat(step).isEqualTo(Step.to(DRAINING.with(WANTED)));
	}

	private static Draining stuck() {
		return new Draining(WANTED, HELD, Revocation.YIELDED, StopPhase.STUCK, NEVER);
	}

}

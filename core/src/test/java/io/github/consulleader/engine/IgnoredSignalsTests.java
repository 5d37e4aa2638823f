package io.github.consulleader.engine;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.consulleader.role.Revocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.github.consulleader.engine.Situation.HELD;
import static io.github.consulleader.engine.Situation.NOW;
import static io.github.consulleader.engine.Situation.OTHER;
import static io.github.consulleader.engine.Situation.UNWANTED;
import static io.github.consulleader.engine.Situation.WANTED;
import static io.github.consulleader.engine.Situation.at;
import static io.github.consulleader.engine.Situation.begun;
import static io.github.consulleader.engine.Situation.held;
import static io.github.consulleader.engine.Situation.in;
import static io.github.consulleader.engine.Situation.inOrder;
import static org.assertj.core.api.Assertions.assertThat;

/** For every state the signals that leave it as it is, and ask for nothing. */
class IgnoredSignalsTests {

	private static final RoleState OFF = new Inactive(UNWANTED);

	private static final RoleState SLUMBERING = Waiting.blind(WANTED);

	private static final RoleState TAKING = new Acquiring(WANTED, inOrder(), Situation.MINE);

	private static final RoleState WORKING = new Leading(WANTED, HELD);

	private static final RoleState DRAINING = Draining.of(WANTED, HELD, Revocation.YIELDED, at(NOW));

	private static final RoleState HANDING_OVER = HandingOver.of(WANTED, HELD, Revocation.YIELDED);

	private static final RoleState REVOKING = Revoking.of(WANTED, HELD, at(NOW));

	private static final Map<String, Function<RoleState, Step>> SIGNALS = Map.ofEntries(
			Map.entry("yield", (state) -> state.leave(Revocation.YIELDED, at(NOW))),
			Map.entry("seen", (state) -> state.seen(held(OTHER, 80, begun(8, OTHER)), true, at(NOW))),
			Map.entry("session ended", (state) -> state.session(in(null))),
			Map.entry("session began", (state) -> state.session(in("session-new"))),
			Map.entry("committed", (state) -> state.answered(new Outcome.Committed(80, true), at(NOW))),
			Map.entry("rejected", (state) -> state.answered(Outcome.Rejected.CONFLICT, at(NOW))),
			Map.entry("ambiguous", (state) -> state.answered(Outcome.Ambiguous.UNKNOWN, at(NOW))),
			Map.entry("lost", (state) -> state.lost(Revocation.CONFIDENCE_LOST, at(NOW))),
			Map.entry("granted", (state) -> state.granted(at(NOW))),
			Map.entry("grant failed", (state) -> state.grantFailed(at(NOW))),
			Map.entry("stopped", (state) -> state.stopped(at(NOW))),
			Map.entry("blinded", (state) -> state.observationLost(at(NOW))),
			Map.entry("alone", (state) -> state.noRivals(at(NOW))), //
			Map.entry("wake", (state) -> state.wake(at(NOW))));

	private static final Map<RoleState, List<String>> IGNORED = Map.of(//
			OFF,
			List.of("yield", "seen", "session ended", "session began", "rejected", "lost", "granted", "grant failed",
					"stopped", "alone", "wake", "blinded"),
			SLUMBERING,
			List.of("yield", "session ended", "session began", "lost", "granted", "grant failed", "stopped", "alone",
					"wake", "blinded"),
			TAKING,
			List.of("yield", "seen", "session ended", "session began", "granted", "grant failed", "stopped", "alone",
					"wake"),
			WORKING, List.of("committed", "rejected", "ambiguous", "stopped", "alone", "wake", "blinded"), //
			DRAINING,
			List.of("yield", "committed", "rejected", "ambiguous", "granted", "grant failed", "alone", "wake",
					"blinded"),
			HANDING_OVER, List.of("yield", "granted", "grant failed", "stopped", "alone", "wake", "blinded"), //
			REVOKING, List.of("yield", "seen", "session ended", "session began", "committed", "rejected", "ambiguous",
					"lost", "granted", "grant failed", "alone", "wake", "blinded"));

	static Stream<Arguments> ignored() {
		return IGNORED.entrySet()
			.stream()
			.flatMap((row) -> row.getValue().stream().map((signal) -> Arguments.of(row.getKey(), signal)));
	}

	static Stream<RoleState> states() {
		return IGNORED.keySet().stream();
	}

	@ParameterizedTest
	@MethodSource("ignored")
	void leavesTheStateAsItIs(RoleState state, String signal) {
		assertThat(SIGNALS.get(signal).apply(state)).isEqualTo(Step.to(state));
	}

	@ParameterizedTest
	@MethodSource("states")
	void keepsEverythingButTheMemory(RoleState state) {
		Memory other = new Memory(true, List.of(OTHER), 99, NOW, true, 3);
		assertThat(state.with(other).memory()).isEqualTo(other);
		assertThat(state.with(other).with(state.memory())).isEqualTo(state);
		assertThat(state.with(other).wakeAt()).isEqualTo(state.wakeAt());
	}

	@ParameterizedTest
	@MethodSource("states")
	void remembersThatTheRoleIsWantedAgain(RoleState state) {
		RoleState unwanted = state.with(state.memory().wanting(false));
		assertThat(unwanted.want(at(NOW)).next().memory().wanted()).isTrue();
	}

	@ParameterizedTest
	@MethodSource("states")
	void remembersThatTheRoleIsNotWantedAnyMore(RoleState state) {
		assertThat(state.leave(Revocation.WITHDRAWN, at(NOW)).next().memory().wanted()).isFalse();
		assertThat(state.leave(Revocation.SHUTDOWN, at(NOW)).next().memory().wanted()).isFalse();
		assertThat(state.leave(Revocation.YIELDED, at(NOW)).next().memory().wanted())
			.isEqualTo(state.memory().wanted());
	}

	@Test
	void confirmsOnlyATermThatHasNotEnded() {
		assertThat(IGNORED.keySet()).filteredOn(RoleState::isHolding).containsExactlyInAnyOrder(WORKING, DRAINING);
	}

	@Test
	void isIdleOnlyWhereNothingOfTheUsersCanRun() {
		assertThat(IGNORED.keySet()).filteredOn((state) -> !state.isIdle())
			.containsExactlyInAnyOrder(WORKING, DRAINING, REVOKING);
	}

	@Test
	void awaitsOthersOnlyWhileItStandsBackAfterAYield() {
		Memory yielded = WANTED.after(Revocation.YIELDED, NOW);
		Memory failed = WANTED.after(Revocation.GRANT_FAILED, NOW);
		assertThat(IGNORED.keySet()).noneMatch(RoleState::awaitsOthers);
		assertThat(IGNORED.keySet()).noneMatch((state) -> state.with(failed).awaitsOthers());
		assertThat(IGNORED.keySet()).filteredOn((state) -> state.with(yielded).awaitsOthers())
			.containsExactly(SLUMBERING);
	}

}

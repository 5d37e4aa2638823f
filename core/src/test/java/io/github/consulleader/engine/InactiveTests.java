package io.github.consulleader.engine;

import java.util.stream.Stream;

import io.github.consulleader.role.Revocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

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
import static io.github.consulleader.engine.Situation.ours;
import static io.github.consulleader.engine.Situation.released;
import static org.assertj.core.api.Assertions.assertThat;

class InactiveTests {

	private static final Inactive OFF = new Inactive(UNWANTED);

	static Stream<RoleSnapshot> nothingOfOurs() {
		return Stream.of(RoleSnapshot.NOTHING, free(70, released(7, MINE)), free(70, begun(7, MINE)),
				held(OTHER, 80, begun(8, OTHER)));
	}

	@Test
	void asksHowThingsAreWhenItIsToTakePart() {
		assertThat(OFF.want(at(NOW))).isEqualTo(Step.to(Waiting.blind(WANTED), new Effect.QuorumRead()));
	}

	@Test
	void keepsWhatItRemembersWhenItIsToTakePartAgain() {
		Memory memory = UNWANTED.saw(free(70, begun(7, OTHER)));
		assertThat(new Inactive(memory).want(at(NOW)).next().memory()).isEqualTo(memory.wanting(true));
	}

	@ParameterizedTest
	@MethodSource("nothingOfOurs")
	void leavesAloneWhatIsNotOurs(RoleSnapshot seen) {
		assertThat(OFF.seen(seen, true, at(NOW))).isEqualTo(Step.to(OFF));
	}

	@Test
	void leavesALockAloneWhileThereIsNoSession() {
		assertThat(OFF.seen(ours(), true, in(null))).isEqualTo(Step.to(OFF));
	}

	@Test
	void dropsALockOfOursUnderANumberOfItsOwn() {
		assertThat(OFF.seen(ours(), true, at(NOW))).isEqualTo(Step.to(OFF, new Effect.ReleaseStray(70, 8)));
		assertThat(OFF.seen(new RoleSnapshot(MINE, null, 0, null, 0), true, at(NOW)))
			.isEqualTo(Step.to(OFF, new Effect.ReleaseStray(0, 1)));
		assertThat(OFF.seen(held(MINE, 71, released(7, MINE)), false, at(NOW)))
			.isEqualTo(Step.to(OFF, new Effect.ReleaseStray(71, 8)));
	}

	@Test
	void looksWhatBecameOfWhatItGaveUp() {
		assertThat(OFF.answered(new Outcome.Committed(71, true), at(NOW)))
			.isEqualTo(Step.to(OFF, new Effect.QuorumRead()));
		assertThat(OFF.answered(Outcome.Ambiguous.UNKNOWN, at(NOW))).isEqualTo(Step.to(OFF, new Effect.QuorumRead()));
	}

	@ParameterizedTest
	@EnumSource(names = { "WITHDRAWN", "SHUTDOWN", "YIELDED" })
	void staysOff(Revocation why) {
		assertThat(OFF.leave(why, at(NOW))).isEqualTo(Step.to(OFF));
	}

}

package io.github.consulleader.engine;

import java.time.Duration;
import java.util.List;

import io.github.consulleader.role.Revocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static io.github.consulleader.engine.Situation.MINE;
import static io.github.consulleader.engine.Situation.NOW;
import static io.github.consulleader.engine.Situation.OTHER;
import static io.github.consulleader.engine.Situation.at;
import static io.github.consulleader.engine.Situation.begun;
import static io.github.consulleader.engine.Situation.free;
import static io.github.consulleader.engine.Situation.held;
import static io.github.consulleader.engine.Situation.released;
import static org.assertj.core.api.Assertions.assertThat;

class MemoryTests {

	private static final Memory FULL = new Memory(true, List.of(OTHER), 70, NOW + 1, true, 2);

	@Test
	void remembersTheHighestIndexEverSeen() {
		Memory memory = Memory.BLANK.saw(free(70, begun(7, OTHER)));
		assertThat(memory.highestIndex()).isEqualTo(70);
		assertThat(memory.saw(free(60, released(5, OTHER))).highestIndex()).isEqualTo(70);
		assertThat(memory.saw(RoleSnapshot.NOTHING).highestIndex()).isEqualTo(70);
		assertThat(memory.saw(free(71, begun(8, OTHER))).highestIndex()).isEqualTo(71);
	}

	@Test
	void remembersTheSuccessorsOfTheWorkerSeenLast() {
		Memory memory = Memory.BLANK.saw(held(OTHER, 70, begun(7, OTHER), MINE));
		assertThat(memory.successors()).containsExactly(MINE);
		assertThat(memory.saw(free(70, begun(7, OTHER))).successors()).containsExactly(MINE);
		assertThat(memory.saw(new RoleSnapshot(OTHER, null, 70, null, 1)).successors()).containsExactly(MINE);
		assertThat(memory.saw(held(OTHER, 70, begun(7, OTHER))).successors()).isEmpty();
	}

	@Test
	void forgetsNothingElseByWhatItSees() {
		assertThat(FULL.saw(free(60, released(5, OTHER)))).isEqualTo(FULL);
	}

	@Test
	void changesOnlyWhatItIsTold() {
		assertThat(FULL.wanting(false)).isEqualTo(new Memory(false, List.of(OTHER), 70, NOW + 1, true, 2));
		assertThat(FULL.succeeded()).isEqualTo(new Memory(true, List.of(OTHER), 70, RoleState.NEVER, false, 0));
		assertThat(FULL.warm()).isEqualTo(new Memory(true, List.of(OTHER), 70, RoleState.NEVER, false, 2));
	}

	@Test
	void remembersTheTokenOfItsOwnTermAsTheHighestIndex() {
		assertThat(FULL.began(80)).isEqualTo(new Memory(true, List.of(OTHER), 80, NOW + 1, true, 2));
		assertThat(FULL.began(60)).isEqualTo(FULL);
	}

	@Test
	void coolsFor5SecondsAfterAYieldUnlessItIsAlone() {
		Memory memory = Memory.BLANK.after(Revocation.YIELDED, NOW);
		assertThat(memory.coolUntil() - NOW).isEqualTo(Duration.ofSeconds(5).toNanos());
		assertThat(memory.coolUnlessAlone()).isTrue();
		assertThat(memory.failures()).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "0, 5", "1, 10", "2, 20", "3, 40", "4, 60", "5, 60", "64, 60", "1000000, 60" })
	void coolsTwiceAsLongAfterEachFailedGrantUpTo60Seconds(int failures, long seconds) {
		Memory memory = new Memory(true, List.of(), 0, RoleState.NEVER, true, failures).after(Revocation.GRANT_FAILED,
				NOW);
		assertThat(memory.coolUntil() - NOW).isEqualTo(Duration.ofSeconds(seconds).toNanos());
		assertThat(memory.coolUnlessAlone()).isFalse();
		assertThat(memory.failures()).isEqualTo(failures + 1);
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = { "YIELDED", "GRANT_FAILED" })
	void doesNotCoolAfterAnyOtherEnd(Revocation why) {
		assertThat(FULL.after(why, NOW)).isEqualTo(FULL);
	}

	@Test
	void coolsUntilItsTimeHasCome() {
		assertThat(Memory.BLANK.isCooling(at(NOW))).isFalse();
		assertThat(FULL.isCooling(at(NOW))).isTrue();
		assertThat(FULL.isCooling(at(NOW + 1))).isFalse();
		assertThat(FULL.isCooling(at(NOW + 2))).isFalse();
	}

}

package io.github.consulleader.fleet;

import java.time.Duration;
import java.util.List;

import io.github.consulleader.fleet.Wire.Mode;
import io.github.consulleader.role.Revocation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What a wire may do to an instance. */
class CutWireTests extends SharedFleet {

	/** A reset is the mildest: it is noticed at once. */
	static List<Mode> cuts() {
		return LONG ? List.of(Mode.BLACK_HOLE, Mode.HELD, Mode.RESET) : List.of(Mode.BLACK_HOLE, Mode.HELD);
	}

	@ParameterizedTest
	@MethodSource("cuts")
	@Tag("F1")
	@Tag("F6")
	void aWorkerThatIsCutOffStopsByItsOwnClockAndAnotherTakesOver(Mode mode) {
		Member worker = worker();
		Stint term = term();
		long cut = System.nanoTime();
		worker.wire().set(mode);
		Stint next = assertNextWithin(TIMINGS.worstCaseTakeOver(), cut, term);
		assertThat(next.instance()).isNotEqualTo(term.instance());
		assertThat(awaitReason(term)).isEqualTo(Revocation.CONFIDENCE_LOST);
		assertBelievedNoLongerThanConfidence(term, cut);
		// What the wire held arrives now, long after others have gone on.
		worker.wire().set(Mode.WHOLE);
		fleet().awaitSuccessors(ROLE);
		assertThat(term().token()).isEqualTo(next.token());
	}

	@Test
	void aSlowWireDoesNotLeaveTheRoleAlone() {
		long since = System.nanoTime();
		fleet().members().forEach((member) -> member.wire().slow(Duration.ofMillis(60)));
		Threads.pass(LONG ? Duration.ofMinutes(1) : Duration.ofSeconds(2));
		assertThat(witness().longestGap(ROLE, since, System.nanoTime()))
			.isLessThan(TIMINGS.worstCaseTakeOver().plus(SLACK));
		Member worker = worker();
		Stint term = term();
		long handOver = System.nanoTime();
		worker.rest();
		assertNextWithin(TIMINGS.worstCaseTakeOver(), handOver, term);
	}

	@Test
	@Tag("F8")
	@Tag("F18")
	void aTakeWhoseReplyWasLostLeavesNoLockWithoutWorker() {
		Member worker = worker();
		Stint term = term();
		fleet().members()
			.stream()
			.filter((member) -> member != worker)
			.forEach((member) -> member.wire().set(Mode.WRITE_REPLIES_LOST));
		worker.kill();
		long applied = awaitTakenByAnother(term);
		fleet().repair();
		assertNextWithin(Allowed.UNANSWERED.bound(TIMINGS), applied, term);
	}

	/** A take was applied, but nobody has heard of it. */
	private static long awaitTakenByAnother(Stint before) {
		fleet().operator().awaitRecordAfter(ROLE, before.token());
		return System.nanoTime();
	}

	@Test
	@Tag("F6")
	@Tag("F8")
	void aHandOverWhoseReplyWasLostLetsAnotherWork() {
		Member worker = worker();
		Stint term = term();
		long since = System.nanoTime();
		worker.wire().set(Mode.WRITE_REPLIES_LOST);
		worker.yieldRole(ROLE);
		Stint next = assertNextWithin(TIMINGS.worstCaseTakeOver(), since, term);
		assertThat(next.instance()).isNotEqualTo(term.instance());
	}

}

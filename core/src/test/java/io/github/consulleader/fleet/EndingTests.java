package io.github.consulleader.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.consulleader.agent.ConsulAgent;
import io.github.consulleader.role.Revocation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** How an instance may end, or stand still. */
class EndingTests extends SharedFleet {

	@Test
	@Tag("F11")
	@Tag("F27")
	@Tag("F28")
	void sigtermHandsOverAfterTheWorkHasStopped() {
		Member worker = worker();
		Stint term = term();
		long since = System.nanoTime();
		worker.terminate();
		assertThat(witness().hasClosed(worker.instance())).isTrue();
		assertThat(awaitReason(term)).isEqualTo(Revocation.SHUTDOWN);
		assertNextWithin(TIMINGS.lockDelay(), since, term);
	}

	@Test
	@Tag("F14")
	@Tag("F26")
	void sigkillIsTakenOverWithinThePrintedBoundAlsoIfTheProcessComesBackAtOnce() {
		Member worker = worker();
		Stint term = term();
		long since = System.nanoTime();
		worker.kill();
		worker.start();
		Stint next = assertNextWithin(TIMINGS.worstCaseTakeOver(), since, term);
		assertThat(next.instance()).isNotEqualTo(term.instance());
	}

	@Test
	@Tag("F2")
	@Tag("F7")
	void oneThatWasHaltedForLongerThanAnyBoundBelievesNothingWhenItGoesOn() {
		Member worker = worker();
		Stint term = term();
		long since = System.nanoTime();
		worker.pause();
		Stint next = assertNextWithin(TIMINGS.worstCaseTakeOver(), since, term);
		assertThat(next.instance()).isNotEqualTo(term.instance());
		if (LONG) {
			Threads.pass(TIMINGS.worstCaseTakeOverWithoutCheck());
		}
		worker.resume();
		assertThat(awaitReason(term)).isIn(Revocation.CONFIDENCE_LOST, Revocation.SESSION_LOST, Revocation.LOCK_LOST);
		assertBelievedNoLongerThanConfidence(term, since);
		assertThat(term().token()).isEqualTo(next.token());
	}

	@Test
	@Tag("F30")
	void handsOverCleanlyManyTimesInARow() {
		List<Duration> gaps = new ArrayList<>();
		for (int i = 0; i < (LONG ? 200 : 10); i++) {
			fleet().awaitSuccessors(ROLE);
			Member worker = worker();
			Stint term = term();
			long since = System.nanoTime();
			worker.rest();
			Stint next = fleet().awaitTermAfter(ROLE, term);
			assertThat(next.instance()).isNotEqualTo(term.instance());
			assertThat(awaitReason(term)).isEqualTo(Revocation.SHUTDOWN);
			gaps.add(witness().longestGap(ROLE, since, System.nanoTime()));
		}
		gaps.sort(null);
		Duration median = gaps.get(gaps.size() / 2);
		witness().note(gaps.size() + " hand-overs: " + gaps.get(0).toMillis() + " to "
				+ gaps.get(gaps.size() - 1).toMillis() + " ms, median " + median.toMillis() + " ms");
		assertThat(median).as("%s", gaps).isLessThan(TIMINGS.lockDelay());
	}

	@Test
	@Tag("F13")
	void aRollingRestartOfEverythingLeavesOneWorker() {
		List<ConsulAgent> agents = new ArrayList<>();
		for (int i = 0; i < (LONG ? 3 : 1); i++) {
			agents.add(fleet().consul().servers().get(i));
			agents.add(fleet().consul().clients().get(i));
		}
		for (ConsulAgent agent : agents) {
			agent.restart();
			fleet().consul().awaitLeader();
			fleet().awaitStaffed();
		}
		List<Member> members = LONG ? fleet().members() : List.of(worker());
		for (Member member : members) {
			member.terminate();
			member.start();
			fleet().awaitStaffed();
		}
		assertThat(worker().isAlive()).isTrue();
	}

}

package io.github.consulleader.fleet;

import java.time.Duration;
import java.util.List;

import io.github.consulleader.agent.ConsulAgent;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What may become of Consul under a fleet. */
class ConsulTroubleTests extends SharedFleet {

	@Test
	@Tag("F45")
	void aWorkerWhoseAgentWasKilledIsReplaced() {
		Member worker = worker();
		Stint term = term();
		long since = System.nanoTime();
		fleet().agentOf(worker).kill();
		Stint next = assertNextWithin(Allowed.GOSSIP.bound(TIMINGS), since, term);
		assertThat(next.instance()).isNotEqualTo(term.instance());
		assertBelievedNoLongerThanConfidence(term, since);
	}

	@Test
	@Tag("F13")
	@Tag("F19")
	void aWorkerWhoseAgentIsRestartedIsReplacedAndComesBack() {
		Member worker = worker();
		Stint term = term();
		long since = System.nanoTime();
		fleet().agentOf(worker).restart();
		assertNextWithin(Allowed.GOSSIP.bound(TIMINGS), since, term);
		fleet().awaitSuccessors(ROLE);
	}

	@Test
	@Tag("F17")
	void theRoleComesBackEachTimeThatTheLeadingServerIsKilled() {
		for (int i = 0; i < (LONG ? 30 : 1); i++) {
			ConsulAgent leader = fleet().consul().awaitLeader();
			leader.kill();
			Threads.pass(Duration.ofSeconds(LONG ? 3 : 1));
			leader.start();
			fleet().consul().awaitLeader();
			assertStaffedWithin(Allowed.UNANSWERED.bound(TIMINGS));
		}
	}

	@Test
	@Tag("F44")
	void theRoleComesBackWhenAllServersWereRestarted() {
		List<ConsulAgent> servers = fleet().consul().servers();
		servers.forEach(ConsulAgent::kill);
		Threads.pass(LONG ? Duration.ofSeconds(60) : TIMINGS.confidence());
		servers.forEach(ConsulAgent::start);
		fleet().consul().awaitLeader();
		assertStaffedWithin(Allowed.UNANSWERED.bound(TIMINGS));
	}

	@Test
	@Tag("F46")
	void theRoleComesBackWhenWorkerAndLeadingServerDieTogether() {
		for (int i = 0; i < (LONG ? 20 : 1); i++) {
			Member worker = worker();
			ConsulAgent leader = fleet().consul().awaitLeader();
			Stint term = term();
			leader.kill();
			worker.kill();
			fleet().consul().awaitLeader();
			long since = System.nanoTime();
			assertNextWithin(Allowed.UNANSWERED.bound(TIMINGS), since, term);
			fleet().repair();
			fleet().awaitStaffed();
		}
	}

	private static void assertStaffedWithin(Duration bound) {
		long since = System.nanoTime();
		fleet().awaitStaffed();
		Duration gap = witness().longestGap(ROLE, since, System.nanoTime());
		witness().note("no worker for " + gap.toMillis() + " ms, bound " + bound.toMillis() + " ms");
		assertThat(gap).as(witness()::timeline).isLessThan(bound.plus(SLACK));
	}

}

package io.github.consulleader.simulation;

import java.time.Duration;

import io.github.consulleader.role.Timings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One trouble at a time, to the millisecond, in a fleet that is well otherwise: what
 * would take minutes or a hundred machines for real.
 */
class SingleTroubleTests extends WitnessedFleetFixture {

	private static final Timings TIMINGS = Timings.balanced();

	private static final Duration GOSSIP = Duration.ofMillis(7900);

	private Instance begin(long seed, int instances) {
		return settle(wellFleet(seed, instances));
	}

	private Duration untilAnotherWorksThan(Instance former) {
		return untilAnotherWorksThan(former, Duration.ofMinutes(5));
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3 })
	@Tag("F35")
	void idlesForAnHourWithoutARevoke(long seed) {
		Instance worker = begin(seed, 3);
		long terms = fleet().witness().terms();
		pass(Duration.ofHours(1));
		assertThat(worker.believes(0)).isTrue();
		assertThat(fleet().witness().terms()).isEqualTo(terms);
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5 })
	@Tag("F45")
	void theWorkersAgentDiesAlone(long seed) {
		Instance worker = begin(seed, 3);
		worker.agent().stop();
		pass(TIMINGS.confidence().plusNanos(1));
		assertThat(worker.believes(0)).isFalse();
		Duration rest = GOSSIP.plus(TIMINGS.lockDelay()).plusMillis(250).minus(TIMINGS.confidence());
		assertThat(untilAnotherWorksThan(worker)).isLessThanOrEqualTo(rest);
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5 })
	@Tag("F46")
	void theWorkerAndConsulsLeaderDieTogether(long seed) {
		Instance worker = begin(seed, 3);
		worker.crash();
		fleet().model().loseLeader(Duration.ZERO);
		pass(Duration.ofSeconds(15));
		assertThat(fleet().isStaffed()).isFalse();
		fleet().model().electLeader(false);
		assertThat(untilAnotherWorksThan(worker)).isLessThanOrEqualTo(TIMINGS.worstCaseTakeOver());
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5 })
	@Tag("F40")
	void aSnapshotBringsBackTheLockOfADeadWorker(long seed) {
		Instance dead = begin(seed, 3);
		ServerState snapshot = fleet().model().state().copy();
		dead.crash();
		untilAnotherWorksThan(dead);
		Instance worker = worker();
		pass(Duration.ofSeconds(20));
		fleet().model().restore(snapshot);
		pass(TIMINGS.confidence().plusNanos(1));
		assertThat(worker.believes(0)).as("its lock is gone").isFalse();
		assertThat(untilAnotherWorksThan(dead)).isLessThanOrEqualTo(TIMINGS.worstCaseTakeOverWithoutCheck());
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5 })
	@Tag("F52")
	void clocksThatAreHoursApartDoNoHarm(long seed) {
		SimulatedFleet apart = wellFleet(seed, 3);
		for (int i = 0; i < 3; i++) {
			apart.instances().get(i).process().clock().leapWall(Duration.ofHours(i - 1));
		}
		Instance worker = settle(apart);
		long terms = fleet().witness().terms();
		pass(Duration.ofMinutes(1));
		assertThat(fleet().witness().terms()).isEqualTo(terms);
		worker.crash();
		assertThat(untilAnotherWorksThan(worker)).isLessThanOrEqualTo(TIMINGS.worstCaseTakeOver());
	}

	@ParameterizedTest
	@ValueSource(longs = { -3600, -1, 1, 3600 })
	@Tag("F52")
	void aClockThatLeapsCostsATermAtMost(long seconds) {
		Instance worker = begin(1, 3);
		worker.process().clock().leapWall(Duration.ofSeconds(seconds));
		assertThat(worker.believes(0)).isFalse();
		pass(Duration.ofSeconds(10));
		assertThat(fleet().isStaffed()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5 })
	@Tag("F33")
	void aFewTryWhereManyWait(long seed) {
		Instance worker = begin(seed, 26);
		worker.crash();
		pass(TIMINGS.checkTtl());
		long before = fleet().model().index();
		untilAnotherWorksThan(worker);
		assertThat(fleet().model().index() - before).as("Raft writes for a take-over among 25").isLessThan(10);
	}

}

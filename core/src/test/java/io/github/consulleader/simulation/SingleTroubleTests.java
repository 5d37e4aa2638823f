package io.github.consulleader.simulation;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.github.consulleader.role.Role;
import io.github.consulleader.role.Timings;
import io.github.consulleader.role.WhenStuck;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One trouble at a time, to the millisecond, in a fleet that is well otherwise: what
 * would take minutes or a hundred machines for real.
 */
class SingleTroubleTests {

	private static final Logger LOGGER = (Logger) LoggerFactory.getLogger("io.github.consulleader");

	private static final Timings TIMINGS = Timings.balanced();

	private static final Duration GOSSIP = Duration.ofMillis(7900);

	private Fleet fleet = fleet(0, 1);

	@BeforeAll
	static void beQuiet() {
		LOGGER.setLevel(Level.OFF);
	}

	@AfterAll
	static void speakAgain() {
		LOGGER.setLevel(null);
	}

	private static Fleet fleet(long seed, int instances) {
		Dice dice = new Dice(seed);
		Scenario scenario = new Scenario(instances, List.of(Role.of("report")), Collections.nCopies(instances, TIMINGS),
				true, Duration.ofSeconds(1), Duration.ofSeconds(1), Set.of(), FaultRates.NONE, 0, WhenStuck.HOLD);
		return new Fleet(scenario, dice, false);
	}

	private Instance begin(long seed, int instances) {
		this.fleet = fleet(seed, instances);
		pass(Duration.ofSeconds(40));
		return worker();
	}

	private Instance worker() {
		return this.fleet.instances().stream().filter((one) -> one.believes(0)).findFirst().orElseThrow();
	}

	/** The witness looks at each step. */
	private void pass(Duration time) {
		this.fleet.time().advance(time, () -> {
			this.fleet.look();
			return false;
		});
	}

	private Duration untilAnotherWorksThan(Instance former) {
		long before = this.fleet.time().now();
		assertThat(this.fleet.time().advance(Duration.ofMinutes(5), () -> {
			this.fleet.look();
			return this.fleet.instances().stream().anyMatch((one) -> one != former && one.believes(0));
		})).isTrue();
		return Duration.ofNanos(this.fleet.time().now() - before);
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3 })
	@Tag("F35")
	void idlesForAnHourWithoutARevoke(long seed) {
		Instance worker = begin(seed, 3);
		long terms = this.fleet.witness().terms();
		pass(Duration.ofHours(1));
		assertThat(worker.believes(0)).isTrue();
		assertThat(this.fleet.witness().terms()).isEqualTo(terms);
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
		this.fleet.model().loseLeader(Duration.ZERO);
		pass(Duration.ofSeconds(15));
		assertThat(this.fleet.isStaffed()).isFalse();
		this.fleet.model().electLeader(false);
		assertThat(untilAnotherWorksThan(worker)).isLessThanOrEqualTo(TIMINGS.worstCaseTakeOver());
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5 })
	@Tag("F40")
	void aSnapshotBringsBackTheLockOfADeadWorker(long seed) {
		Instance dead = begin(seed, 3);
		ServerState snapshot = this.fleet.model().state().copy();
		dead.crash();
		untilAnotherWorksThan(dead);
		Instance worker = worker();
		pass(Duration.ofSeconds(20));
		this.fleet.model().restore(snapshot);
		pass(TIMINGS.confidence().plusNanos(1));
		assertThat(worker.believes(0)).as("its lock is gone").isFalse();
		assertThat(untilAnotherWorksThan(dead)).isLessThanOrEqualTo(TIMINGS.worstCaseTakeOverWithoutCheck());
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5 })
	@Tag("F52")
	void clocksThatAreHoursApartDoNoHarm(long seed) {
		this.fleet = fleet(seed, 3);
		for (int i = 0; i < 3; i++) {
			this.fleet.instances().get(i).process().clock().leapWall(Duration.ofHours(i - 1));
		}
		pass(Duration.ofSeconds(40));
		Instance worker = worker();
		long terms = this.fleet.witness().terms();
		pass(Duration.ofMinutes(1));
		assertThat(this.fleet.witness().terms()).isEqualTo(terms);
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
		assertThat(this.fleet.isStaffed()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5 })
	@Tag("F33")
	void aFewTryWhereManyWait(long seed) {
		Instance worker = begin(seed, 26);
		worker.crash();
		pass(TIMINGS.checkTtl());
		long before = this.fleet.model().index();
		untilAnotherWorksThan(worker);
		assertThat(this.fleet.model().index() - before).as("Raft writes for a take-over among 25").isLessThan(10);
	}

}

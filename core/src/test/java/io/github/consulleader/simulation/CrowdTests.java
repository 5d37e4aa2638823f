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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a change of worker writes into Consul's Raft log must not grow with the number of
 * those who want the role; a thousand machines are dear, a thousand simulated ones are
 * not.
 */
class CrowdTests {

	private static final Logger LOGGER = (Logger) LoggerFactory.getLogger("io.github.consulleader");

	private static final org.slf4j.Logger FIGURES = LoggerFactory.getLogger("simulation");

	/** Check critical, session gone, role taken; and what a bystander may add. */
	private static final long MOST_WRITES = 10;

	private Fleet fleet;

	@BeforeAll
	static void beQuiet() {
		LOGGER.setLevel(Level.OFF);
	}

	@AfterAll
	static void speakAgain() {
		LOGGER.setLevel(null);
	}

	private Instance begin(int candidates) {
		Scenario scenario = new Scenario(candidates, List.of(Role.of("report")),
				Collections.nCopies(candidates, Timings.balanced()), true, Duration.ofSeconds(1), Duration.ofSeconds(1),
				Set.of(), FaultRates.NONE, 0, WhenStuck.HOLD);
		this.fleet = new Fleet(scenario, new Dice(candidates), false);
		pass(Duration.ofSeconds(40));
		return this.fleet.instances().stream().filter((one) -> one.believes(0)).findFirst().orElseThrow();
	}

	/** The witness looks at each step. */
	private void pass(Duration time) {
		this.fleet.time().advance(time, () -> {
			this.fleet.look();
			return false;
		});
	}

	private boolean isAnotherWorker(Instance former) {
		return this.fleet.instances().stream().anyMatch((one) -> one != former && one.believes(0));
	}

	private long writesUntilAnotherWorksThan(Instance former, Duration longest) {
		long before = this.fleet.model().index();
		assertThat(this.fleet.time().advance(longest, () -> {
			this.fleet.look();
			return isAnotherWorker(former);
		})).isTrue();
		long writes = this.fleet.model().index() - before;
		FIGURES.info("{} candidates: {} writes until another works", this.fleet.instances().size(), writes);
		return writes;
	}

	@ParameterizedTest
	@ValueSource(ints = { 3, 30, 300 })
	@Tag("F33")
	void aDeathCostsAFewWritesHoweverManyWait(int candidates) {
		Instance worker = begin(candidates);
		worker.crash();
		assertThat(writesUntilAnotherWorksThan(worker, Timings.balanced().worstCaseTakeOver()))
			.isLessThanOrEqualTo(MOST_WRITES);
	}

	@ParameterizedTest
	@ValueSource(ints = { 3, 30, 300 })
	@Tag("F33")
	void aHandOverCostsAFewWritesHoweverManyWait(int candidates) {
		Instance worker = begin(candidates);
		assertThat(worker.stop()).isNotDone();
		assertThat(writesUntilAnotherWorksThan(worker, Duration.ofSeconds(1))).isLessThanOrEqualTo(MOST_WRITES);
	}

	@Test
	@Tag("F33")
	@EnabledIfSystemProperty(named = "long", matches = ".*", disabledReason = "takes minutes: run with -Dlong")
	void aThousandWhoWaitMakeNoDifference() {
		aDeathCostsAFewWritesHoweverManyWait(1000);
		aHandOverCostsAFewWritesHoweverManyWait(1000);
	}

	@Test
	void aMinuteOfWaitingWritesNothing() {
		begin(100);
		long before = this.fleet.model().index();
		pass(Duration.ofMinutes(1));
		assertThat(this.fleet.model().index()).isEqualTo(before);
	}

}

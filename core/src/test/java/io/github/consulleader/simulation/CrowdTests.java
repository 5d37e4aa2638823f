package io.github.consulleader.simulation;

import java.time.Duration;
import java.util.Set;
import java.util.function.ToLongFunction;

import io.github.consulleader.role.Role;
import io.github.consulleader.role.Timings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a change of worker writes into Consul's Raft log must not grow with the number of
 * those who want the role; a thousand machines are dear, a thousand simulated ones are
 * not.
 */
class CrowdTests extends WitnessedFleetFixture {

	private static final Logger FIGURES = LoggerFactory.getLogger("simulation");

	/** Check critical, session gone, role taken; and what a bystander may add. */
	private static final long MOST_WRITES = 10;

	/** So many of those who wait are named. */
	private static final int NAMED = 3;

	private Instance begin(int candidates) {
		return settle(wellFleet(candidates, candidates));
	}

	private long writesUntilAnotherWorksThan(Instance former, Duration longest) {
		long before = fleet().model().index();
		untilAnotherWorksThan(former, longest);
		long writes = fleet().model().index() - before;
		FIGURES.info("{} candidates: {} writes until another works", fleet().instances().size(), writes);
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

	/** All would ask four times each in two seconds if all counted. */
	@ParameterizedTest
	@ValueSource(ints = { 30, 300 })
	@Tag("F33")
	void aDeathLetsFewAskAQuorumHoweverManyWait(int candidates) {
		Instance worker = begin(candidates);
		worker.crash();
		long before = quorumReads(worker);
		untilAnotherWorksThan(worker, Timings.balanced().worstCaseTakeOver());
		long reads = quorumReads(worker) - before;
		FIGURES.info("{} candidates: {} reads of a quorum until another works", candidates, reads);
		assertThat(reads).isBetween(1L, 4L * (NAMED + 1 + candidates / 20));
	}

	private long quorumReads(Instance except) {
		return sumOfOthers(except, SimulatedConsul::quorumReads);
	}

	private long sumOfOthers(Instance except, ToLongFunction<SimulatedConsul> count) {
		return fleet().instances()
			.stream()
			.filter((one) -> one != except)
			.mapToLong((one) -> count.applyAsLong(one.client()))
			.sum();
	}

	/** Before its answer all would be told of the take, had they watched on. */
	@ParameterizedTest
	@ValueSource(ints = { 30, 300 })
	@Tag("F33")
	void theTakeAfterADeathIsToldToFewAtOnceAndToAllSoon(int candidates) {
		Instance worker = begin(candidates);
		worker.crash();
		long before = sumOfOthers(worker, SimulatedConsul::rolesWatched);
		untilAnotherWorksThan(worker, Timings.balanced().worstCaseTakeOver());
		pass(Duration.ofMillis(50));
		long told = sumOfOthers(worker, SimulatedConsul::rolesWatched) - before;
		assertThat(told).as("of the death, but for a few")
			.isBetween(candidates - 1L, candidates + 10L + candidates / 10);
		pass(Duration.ofMillis(600));
		assertThat(sumOfOthers(worker, SimulatedConsul::rolesWatched) - before).as("and of the take")
			.isGreaterThanOrEqualTo(2L * (candidates - NAMED));
	}

	/** They leave the named a head start first, and count a lock-delay then. */
	@ParameterizedTest
	@ValueSource(ints = { 5, 30, 300 })
	@Tag("F33")
	void othersFollowWhenTheNamedDieWithTheWorker(int candidates) {
		Instance worker = begin(candidates);
		Set<Instance> named = Set.copyOf(fleet().heirs(Role.of("report")));
		assertThat(named).hasSize(NAMED);
		worker.crash();
		named.forEach(Instance::crash);
		Timings timings = Timings.balanced();
		Duration longest = timings.worstCaseTakeOver().plus(timings.lockDelay()).plusMillis(1200);
		untilAnotherWorksThan(worker, longest);
	}

	@Test
	@Tag("F33")
	@EnabledIfSystemProperty(named = "long", matches = ".*", disabledReason = "takes minutes: run with -Dlong")
	void aThousandWhoWaitMakeNoDifference() {
		aDeathCostsAFewWritesHoweverManyWait(1000);
		aHandOverCostsAFewWritesHoweverManyWait(1000);
		aDeathLetsFewAskAQuorumHoweverManyWait(1000);
	}

	@Test
	void aMinuteOfWaitingWritesNothing() {
		begin(100);
		long before = fleet().model().index();
		pass(Duration.ofMinutes(1));
		assertThat(fleet().model().index()).isEqualTo(before);
	}

}

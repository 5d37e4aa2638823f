package io.github.consulleader.simulation;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.github.consulleader.role.Role;
import io.github.consulleader.role.Timings;
import io.github.consulleader.role.WhenStuck;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** A fleet whose time passes as a test says, under the witness's eyes all the while. */
abstract class WitnessedFleetFixture {

	private static final Logger LOGGER = (Logger) LoggerFactory.getLogger("io.github.consulleader");

	/** In which a first worker is found, whatever the scenario. */
	private static final Duration SETTLING = Duration.ofSeconds(40);

	private SimulatedFleet fleet = wellFleet(0, 1);

	@BeforeAll
	static void beQuiet() {
		LOGGER.setLevel(Level.OFF);
	}

	@AfterAll
	static void speakAgain() {
		LOGGER.setLevel(null);
	}

	/**
	 * Processes that want one role with balanced timings; nothing goes wrong by chance.
	 */
	static SimulatedFleet wellFleet(long seed, int instances) {
		Scenario scenario = new Scenario(instances, List.of(Role.of("report")),
				Collections.nCopies(instances, Timings.balanced()), true, Duration.ofSeconds(1), Duration.ofSeconds(1),
				Set.of(), FaultRates.NONE, 0, WhenStuck.HOLD);
		return new SimulatedFleet(scenario, new Dice(seed), false);
	}

	SimulatedFleet fleet() {
		return this.fleet;
	}

	/** Lets a fleet settle; returns who works then. */
	Instance settle(SimulatedFleet one) {
		this.fleet = one;
		pass(SETTLING);
		return worker();
	}

	Instance worker() {
		return this.fleet.instances().stream().filter((one) -> one.believes(0)).findFirst().orElseThrow();
	}

	/** Lets time pass. */
	void pass(Duration time) {
		passes(time, () -> false);
	}

	/** Lets time pass until a condition holds; returns whether it did within the time. */
	boolean passes(Duration atMost, BooleanSupplier condition) {
		return this.fleet.time().advance(atMost, () -> {
			this.fleet.look();
			return condition.getAsBoolean();
		});
	}

	/**
	 * Lets time pass until a condition holds, which must be soon; returns how long it
	 * took.
	 */
	Duration until(BooleanSupplier condition, Duration atMost) {
		long before = this.fleet.time().now();
		assertThat(passes(atMost, condition)).as("it happens within %s", atMost).isTrue();
		return Duration.ofNanos(this.fleet.time().now() - before);
	}

	Duration untilAnotherWorksThan(Instance former, Duration atMost) {
		return until(() -> isAnotherWorker(former), atMost);
	}

	boolean isAnotherWorker(Instance former) {
		return this.fleet.instances().stream().anyMatch((one) -> one != former && one.believes(0));
	}

}

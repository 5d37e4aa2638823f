package io.github.consulleader.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.github.consulleader.role.RoleStatus.State;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who restarts one process after the other leaves no time between in which a newcomer
 * could look for a lock-delay: each hand over is immediate all the same.
 */
class RollingRestartTests extends WitnessedFleetFixture {

	/** Two round trips, and a rank where somebody is named who is gone. */
	private static final Duration IMMEDIATE = Duration.ofMillis(120);

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final int ROUNDS = 3;

	static Stream<Arguments> fleets() {
		return Stream.of(2, 3, 10).flatMap((size) -> Stream.of(1, 2, 3).map((seed) -> Arguments.of(size, seed)));
	}

	/** As a deployment does it: a process is replaced when the one before is there. */
	@ParameterizedTest(name = "{0} instances, seed {1}")
	@MethodSource("fleets")
	@Tag("F11")
	void eachHandOverIsImmediate(int instances, long seed) {
		settle(wellFleet(seed, instances));
		for (int round = 0; round < ROUNDS; round++) {
			for (Instance each : List.copyOf(fleet().instances())) {
				restart(each, round % 2 == 0);
			}
		}
	}

	/** The worker of the moment is always the next. */
	@ParameterizedTest(name = "{0} instances, seed {1}")
	@MethodSource("fleets")
	@Tag("F11")
	void eachHandOverToWhoHasJustComeIsImmediate(int instances, long seed) {
		settle(wellFleet(seed, instances));
		List<Instance> handedOver = new ArrayList<>();
		for (int turn = 0; turn < 2 * instances; turn++) {
			Instance worker = worker();
			handedOver.add(worker);
			restart(worker, turn % 2 == 0);
		}
		assertThat(handedOver).as("all have had their turns").containsAll(fleet().instances());
	}

	/** Stops it, and has another process or the same one back at once. */
	private void restart(Instance instance, boolean anew) {
		boolean worked = instance.believes(0);
		boolean[] stopped = { false };
		CompletableFuture<Void> unused = instance.stop().thenAccept((clean) -> stopped[0] = true);
		if (worked) {
			until(() -> !instance.user().isWorking(fleet().scenario().roles().get(0)), PATIENCE);
			assertThat(untilAnotherWorksThan(instance, PATIENCE)).as("hand over by %s", instance).isLessThan(IMMEDIATE);
		}
		until(() -> stopped[0], PATIENCE);
		if (anew) {
			instance.crash();
			instance.boot();
		}
		else {
			instance.engine().start();
		}
		until(() -> isThere(instance), PATIENCE);
	}

	/** It sees who is worker, and has told the others of itself. */
	private boolean isThere(Instance instance) {
		String session = instance.engine().status().session();
		boolean told = fleet().model().state().keys().get("leader/fleet/candidates/" + session) != null;
		return told && instance.engine()
			.status()
			.roles()
			.stream()
			.allMatch((role) -> role.state() == State.SLUMBERER && role.worker() != null);
	}

}

package io.github.consulleader.simulation;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.List;

import io.github.consulleader.consul.Entry;
import io.github.consulleader.role.Timings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The README's table: how long each kind of end takes, to the millisecond.
 */
class TakeOverTests extends WitnessedFleetFixture {

	private static final Duration GOSSIP = Duration.ofMillis(7900);

	private Instance worker = settle(calm(0));

	private static SimulatedFleet calm(long seed) {
		Dice dice = new Dice(seed);
		return new SimulatedFleet(Scenario.calm(dice), dice, false);
	}

	private void begin(long seed) {
		this.worker = settle(calm(seed));
	}

	private Timings timings() {
		return fleet().scenario().timings().get(fleet().instances().indexOf(this.worker));
	}

	private boolean hasWorkEnded() {
		return fleet().scenario().roles().stream().noneMatch((role) -> this.worker.user().isWorking(role));
	}

	/** Somebody else does, and no role is without a worker. */
	private Duration untilSomebodyElseWorks() {
		return until(() -> fleet().isStaffed() && isAnotherWorker(this.worker), Duration.ofMinutes(2));
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5 })
	@Tag("F11")
	void takesMillisecondsAfterACleanStop(long seed) {
		begin(seed);
		assertThat(this.worker.stop()).isNotDone();
		assertThat(passes(Duration.ofSeconds(1), this::hasWorkEnded)).isTrue();
		assertThat(untilSomebodyElseWorks()).isLessThan(Duration.ofMillis(120));
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5 })
	@Tag("F14")
	void takesCheckTtlAndLockDelayAfterACrash(long seed) {
		begin(seed);
		this.worker.crash();
		assertThat(untilSomebodyElseWorks())
			.isLessThanOrEqualTo(timings().checkTtl().plus(fleet().scenario().longestLockDelay()).plusMillis(250));
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5 })
	@Tag("F45")
	void takesGossipAndLockDelayWhenTheMachineDies(long seed) {
		begin(seed);
		this.worker.crash();
		this.worker.agent().stop();
		assertThat(untilSomebodyElseWorks())
			.isLessThanOrEqualTo(GOSSIP.plus(fleet().scenario().longestLockDelay()).plusMillis(250));
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5 })
	@Tag("F1")
	void believesNoLongerThanItsConfidenceWhenItIsCutOff(long seed) {
		begin(seed);
		this.worker.client().wire().cut();
		fleet().time().advance(timings().confidence().plusNanos(1));
		assertThat(this.worker.believes(0)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5 })
	@Tag("F2")
	void doesNotBelieveWhenItWakesFromAStop(long seed) {
		begin(seed);
		this.worker.freeze(true);
		fleet().time().advance(timings().confidence().plusNanos(1));
		this.worker.freeze(false);
		assertThat(this.worker.believes(0)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5 })
	@Tag("F2")
	void doesNotBelieveWhenItsMachineWakesFromSleep(long seed) {
		begin(seed);
		this.worker.suspend(true);
		fleet().time().advance(timings().confidence());
		this.worker.suspend(false);
		assertThat(this.worker.believes(0)).isFalse();
	}

	/**
	 * In the snapshot the role is free and nobody writes any more. The watches of those
	 * who slumber tell nothing of it.
	 */
	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5 })
	void takesNoLongerWhenTheCrashIsFollowedByARestore(long seed) {
		begin(seed);
		Instance first = this.worker;
		CompletableFuture<Boolean> stopped = first.stop();
		assertThat(stopped).isNotDone();
		assertThat(passes(Duration.ofSeconds(1), this::isReleased)).isTrue();
		ServerState snapshot = fleet().model().state().copy();
		untilSomebodyElseWorks();
		assertThat(passes(Duration.ofSeconds(10), stopped::isDone)).isTrue();
		first.boot();
		pass(Duration.ofSeconds(40));
		this.worker = worker();
		this.worker.crash();
		fleet().model().restore(snapshot);
		assertThat(untilSomebodyElseWorks())
			.isLessThanOrEqualTo(timings().checkTtl().plus(fleet().scenario().longestLockDelay()).plusMillis(250));
	}

	private boolean isReleased() {
		Entry lock = fleet().model().state().keys().get("leader/fleet/roles/role-0/lock");
		return lock == null || lock.session() == null;
	}

	/**
	 * The witness sees it: with a clock at half its rate the inequality does not hold.
	 */
	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 4, 5 })
	void makesTwoWorkersWhereAClockLies(long seed) {
		begin(seed);
		this.worker.process().clock().rates(500, 500);
		fleet().time().advance(timings().confirmEvery().multipliedBy(3));
		this.worker.client().wire().cut();
		List<String> sessions = List.copyOf(fleet().model().state().sessions().keySet());
		fleet().model().operate((state, store, index) -> sessions.forEach((id) -> store.destroy(state, id, index)));
		assertThatThrownBy(this::untilSomebodyElseWorks).hasMessageMatching(".*(two workers|is worker) of role-.*");
	}

}

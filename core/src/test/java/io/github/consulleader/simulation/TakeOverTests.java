package io.github.consulleader.simulation;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.github.consulleader.consul.Entry;
import io.github.consulleader.role.Timings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The table of DESIGN, section 1: how long each kind of end takes, to the millisecond.
 */
class TakeOverTests {

	private static final Logger LOGGER = (Logger) LoggerFactory.getLogger("io.github.consulleader");

	private static final Duration GOSSIP = Duration.ofMillis(7900);

	@BeforeAll
	static void beQuiet() {
		LOGGER.setLevel(Level.OFF);
	}

	@AfterAll
	static void speakAgain() {
		LOGGER.setLevel(null);
	}

	private Fleet fleet = calm(0);

	private Instance worker = worker();

	private static Fleet calm(long seed) {
		Dice dice = new Dice(seed);
		Fleet fleet = new Fleet(Scenario.calm(dice), dice, false);
		fleet.time().advance(Duration.ofSeconds(40), () -> {
			fleet.look();
			return false;
		});
		return fleet;
	}

	private void begin(long seed) {
		this.fleet = calm(seed);
		this.worker = worker();
	}

	private Instance worker() {
		return this.fleet.instances().stream().filter((one) -> one.believes(0)).findFirst().orElseThrow();
	}

	private Timings timings() {
		return this.fleet.scenario().timings().get(this.fleet.instances().indexOf(this.worker));
	}

	private boolean hasWorkEnded() {
		this.fleet.look();
		return this.fleet.scenario().roles().stream().noneMatch((role) -> this.worker.user().isWorking(role));
	}

	private Duration untilSomebodyElseWorks() {
		long before = this.fleet.time().now();
		assertThat(this.fleet.time().advance(Duration.ofMinutes(2), () -> {
			this.fleet.look();
			return this.fleet.isStaffed()
					&& this.fleet.instances().stream().anyMatch((one) -> one != this.worker && one.believes(0));
		})).isTrue();
		return Duration.ofNanos(this.fleet.time().now() - before);
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5 })
	@Tag("F11")
	void takesMillisecondsAfterACleanStop(long seed) {
		begin(seed);
		assertThat(this.worker.stop()).isNotDone();
		assertThat(this.fleet.time().advance(Duration.ofSeconds(1), this::hasWorkEnded)).isTrue();
		assertThat(untilSomebodyElseWorks()).isLessThan(Duration.ofMillis(120));
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5 })
	@Tag("F14")
	void takesCheckTtlAndLockDelayAfterACrash(long seed) {
		begin(seed);
		this.worker.crash();
		assertThat(untilSomebodyElseWorks())
			.isLessThanOrEqualTo(timings().checkTtl().plus(this.fleet.scenario().longestLockDelay()).plusMillis(250));
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5 })
	@Tag("F45")
	void takesGossipAndLockDelayWhenTheMachineDies(long seed) {
		begin(seed);
		this.worker.crash();
		this.worker.agent().stop();
		assertThat(untilSomebodyElseWorks())
			.isLessThanOrEqualTo(GOSSIP.plus(this.fleet.scenario().longestLockDelay()).plusMillis(250));
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5 })
	@Tag("F1")
	void believesNoLongerThanItsConfidenceWhenItIsCutOff(long seed) {
		begin(seed);
		this.worker.client().wire().cut();
		this.fleet.time().advance(timings().confidence().plusNanos(1));
		assertThat(this.worker.believes(0)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5 })
	@Tag("F2")
	void doesNotBelieveWhenItWakesFromAStop(long seed) {
		begin(seed);
		this.worker.freeze(true);
		this.fleet.time().advance(timings().confidence().plusNanos(1));
		this.worker.freeze(false);
		assertThat(this.worker.believes(0)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5 })
	@Tag("F2")
	void doesNotBelieveWhenItsMachineWakesFromSleep(long seed) {
		begin(seed);
		this.worker.suspend(true);
		this.fleet.time().advance(timings().confidence());
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
		assertThat(lookFor(Duration.ofSeconds(1), this::isReleased)).isTrue();
		ServerState snapshot = this.fleet.model().state().copy();
		untilSomebodyElseWorks();
		assertThat(lookFor(Duration.ofSeconds(10), stopped::isDone)).isTrue();
		first.boot();
		assertThat(lookFor(Duration.ofSeconds(40), () -> false)).isFalse();
		this.worker = worker();
		this.worker.crash();
		this.fleet.model().restore(snapshot);
		assertThat(untilSomebodyElseWorks())
			.isLessThanOrEqualTo(timings().checkTtl().plus(this.fleet.scenario().longestLockDelay()).plusMillis(250));
	}

	private boolean lookFor(Duration atMost, BooleanSupplier condition) {
		return this.fleet.time().advance(atMost, () -> {
			this.fleet.look();
			return condition.getAsBoolean();
		});
	}

	private boolean isReleased() {
		Entry lock = this.fleet.model().state().keys().get("leader/fleet/roles/role-0/lock");
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
		this.fleet.time().advance(timings().confirmEvery().multipliedBy(3));
		this.worker.client().wire().cut();
		List<String> sessions = List.copyOf(this.fleet.model().state().sessions().keySet());
		this.fleet.model().operate((state, store, index) -> sessions.forEach((id) -> store.destroy(state, id, index)));
		assertThatThrownBy(this::untilSomebodyElseWorks).hasMessageMatching(".*(two workers|is worker) of role-.*");
	}

}

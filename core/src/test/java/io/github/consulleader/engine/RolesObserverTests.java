package io.github.consulleader.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.consulleader.consul.Consistency;
import io.github.consulleader.consul.Entry;
import io.github.consulleader.consul.Listing;
import io.github.consulleader.role.Role;
import io.github.consulleader.role.Timings;
import io.github.consulleader.time.Backoff;
import io.github.consulleader.time.HandLoop;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.github.consulleader.engine.ScriptedConsul.listing;
import static org.assertj.core.api.Assertions.assertThat;

class RolesObserverTests {

	private static final Role ROLE = Role.of("report");

	/** Confirm-every + request-timeout. */
	private static final Duration PATIENCE = Duration.ofMillis(1200);

	private final HandLoop loop = new HandLoop();

	private final ScriptedConsul consul = new ScriptedConsul();

	private final List<String> log = new ArrayList<>();

	private @Nullable RoleSnapshot shown;

	private long rest;

	private final RolesObserver reading = new RolesObserver(this.consul, this.loop, new Sequence(),
			HandSurroundings.KEYS, new Codec(), Timings.balanced(), backoff(), backoff(),
			new StaleViewWatchdog(this.loop, Timings.balanced(), Map.of(), () -> this.log.add("given up")),
			(now) -> this.rest, this::log, () -> this.log.add("blinded"));

	private void log(Observation sighting) {
		this.shown = this.reading.of(ROLE);
		this.log.add(!sighting.quorum() ? "watch" : this.reading.isWatchful() ? "quorum" : "quorum while dozing");
	}

	private static Backoff backoff() {
		return new Backoff(Duration.ofMillis(100), Duration.ofMillis(100), () -> 0);
	}

	@BeforeEach
	void start() {
		this.reading.start();
		this.loop.run();
	}

	private ScriptedConsul.Asked<ScriptedConsul.Read, Listing> last(Consistency consistency) {
		List<ScriptedConsul.Asked<ScriptedConsul.Read, Listing>> asked = this.consul.reads()
			.stream()
			.filter((read) -> read.question().consistency() == consistency)
			.toList();
		return asked.get(asked.size() - 1);
	}

	private void answerWatch() {
		this.consul.lastRead().done(listing(5, new Entry(HandSurroundings.KEYS.lock(ROLE), "", "s1", 0, 1, 1)));
		this.loop.run();
	}

	private long now() {
		return this.loop.ticker().monotonicNanos();
	}

	@Test
	void isInformedByTheFirstAnswer() {
		assertThat(this.reading.isInformed()).isFalse();
		this.loop.advance(Duration.ofMillis(30));
		answerWatch();
		assertThat(this.reading.isInformed()).isTrue();
		assertThat(this.reading.informedSince()).isEqualTo(now());
		assertThat(this.shown).isNotNull().extracting(RoleSnapshot::holder).isEqualTo("s1");
		assertThat(this.reading.of(ROLE)).as("nothing is kept").isEqualTo(RoleSnapshot.NOTHING);
		assertThat(this.log).containsExactly("watch");
	}

	@Test
	void isInformedSinceTheFirstOfAllAnswersWithoutAGap() {
		answerWatch();
		long since = now();
		this.loop.advance(Duration.ofSeconds(1));
		answerWatch();
		assertThat(this.reading.informedSince()).isEqualTo(since);
	}

	@Test
	void isBlindedByAWatchThatFails() {
		answerWatch();
		this.loop.advance(Duration.ofSeconds(1));
		this.consul.lastRead().unknown();
		this.loop.run();
		assertThat(this.reading.isInformed()).isFalse();
		assertThat(this.reading.problem()).isEqualTo("no answer");
		assertThat(this.log).containsExactly("watch", "blinded");
		this.loop.advance(Duration.ofMillis(100));
		answerWatch();
		assertThat(this.reading.isInformed()).isTrue();
		assertThat(this.reading.problem()).isNull();
		assertThat(this.reading.informedSince()).isEqualTo(now());
	}

	@Test
	void isBlindedByAQuorumReadThatFails() {
		answerWatch();
		this.reading.look();
		last(Consistency.QUORUM).unknown();
		this.loop.run();
		assertThat(this.reading.isInformed()).isFalse();
		assertThat(this.reading.problem()).as("is that of the watch").isNull();
		assertThat(this.log).containsExactly("watch", "blinded");
	}

	@Test
	void isInformedOnlySinceItWatchesAgainAfterARest() {
		answerWatch();
		this.rest = Duration.ofMillis(40).toNanos();
		this.loop.advance(Duration.ofMillis(10));
		this.rest = 0;
		this.loop.advance(Duration.ofSeconds(1));
		answerQuorum();
		assertThat(this.reading.informedSince()).as("what came before it was missed").isEqualTo(now());
		this.loop.advance(Duration.ofMillis(20));
		last(Consistency.DEFAULT).done(listing(6));
		this.loop.run();
		long since = now();
		assertThat(this.reading.informedSince()).as("up to the watch's answer").isEqualTo(since);
		this.loop.advance(Duration.ofSeconds(1));
		answerWatch();
		answerQuorum();
		assertThat(this.reading.informedSince()).isEqualTo(since);
	}

	private void answerQuorum() {
		this.reading.look();
		last(Consistency.QUORUM).done(listing(5));
		this.loop.run();
	}

	@Test
	void isWatchfulOnlyFromAnAnswerOfAQuorumOn() {
		answerWatch();
		assertThat(this.reading.isWatchful()).isFalse();
		answerQuorum();
		assertThat(this.reading.isWatchful()).isTrue();
		assertThat(this.log).as("whether it was before the answer").containsExactly("watch", "quorum while dozing");
		answerQuorum();
		assertThat(this.log).endsWith("quorum");
	}

	@Test
	void isWatchfulNoLongerThanAQuorumMayTakeForItsNextAnswer() {
		answerQuorum();
		this.loop.ticker().advance(PATIENCE);
		assertThat(this.reading.isWatchful()).isTrue();
		this.loop.ticker().advance(Duration.ofMillis(1));
		assertThat(this.reading.isWatchful()).isFalse();
	}

	@Test
	void isNotWatchfulWhenItsMachineSlept() {
		answerQuorum();
		this.loop.ticker().advanceWall(PATIENCE.plusMillis(1));
		assertThat(this.reading.isWatchful()).isFalse();
	}

	@Test
	void knowsNothingWhenItHasStopped() {
		answerWatch();
		this.reading.stop();
		assertThat(this.reading.isInformed()).isFalse();
		this.reading.look();
		this.loop.advance(Duration.ofMinutes(1));
		assertThat(this.log).containsExactly("watch");
	}

}

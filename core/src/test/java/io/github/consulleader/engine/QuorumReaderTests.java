package io.github.consulleader.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.consulleader.consul.Consistency;
import io.github.consulleader.time.Backoff;
import io.github.consulleader.time.HandLoop;
import io.github.consulleader.time.Stamp;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static io.github.consulleader.engine.ScriptedConsul.listing;
import static org.assertj.core.api.Assertions.assertThat;

class QuorumReaderTests {

	private static final String PREFIX = "leader/app/roles/";

	private static final Duration EVERY = Duration.ofMillis(500);

	private final HandLoop loop = new HandLoop();

	private final ScriptedConsul consul = new ScriptedConsul();

	private final List<Observation> sightings = new ArrayList<>();

	private final List<@Nullable String> problems = new ArrayList<>();

	private final QuorumReader reader = new QuorumReader(this.consul, this.loop, new Sequence(), PREFIX, EVERY,
			new Backoff(Duration.ofMillis(20), Duration.ofMillis(80), () -> Long.MAX_VALUE), this.sightings::add,
			this.problems::add);

	@BeforeEach
	void start() {
		this.reader.start();
	}

	private void answer() {
		this.consul.lastRead().done(listing(10));
		this.loop.run();
	}

	private int asked() {
		return this.consul.reads().size();
	}

	/** Answers everything at once for a while, and counts. */
	private int askedWithin(Duration time) {
		int before = asked();
		for (long left = time.toMillis(); left > 0; left--) {
			this.loop.advance(Duration.ofMillis(1));
			if (!this.consul.reads().isEmpty()) {
				answer();
			}
		}
		return asked() - before;
	}

	@Test
	void asksNothingUnasked() {
		this.loop.advance(Duration.ofMinutes(1));
		assertThat(asked()).isZero();
	}

	@Test
	@Tag("F56")
	void asksAQuorumAtOnceAndTellsWhenThatWas() {
		this.reader.look();
		assertThat(this.consul.lastRead().question())
			.isEqualTo(new ScriptedConsul.Read(PREFIX, Consistency.QUORUM, 0, Duration.ZERO));
		Stamp sentAt = this.loop.ticker().stamp();
		this.loop.advance(Duration.ofMillis(30));
		answer();
		assertThat(this.sightings).containsExactly(new Observation(listing(10), 1, sentAt, true));
	}

	@Test
	void asksOneAtATimeAndOnceMoreForAllThatLookedMeanwhile() {
		this.reader.look();
		this.reader.look();
		this.reader.look();
		assertThat(asked()).isEqualTo(1);
		answer();
		assertThat(asked()).isEqualTo(2);
		answer();
		assertThat(asked()).isEqualTo(2);
		assertThat(this.sightings).extracting(Observation::sent).containsExactly(1L, 2L);
	}

	@Test
	void asksAgainWhenWhoIsToldLooks() {
		List<Observation> told = new ArrayList<>();
		QuorumReader[] looking = new QuorumReader[1];
		looking[0] = new QuorumReader(this.consul, this.loop, new Sequence(), PREFIX, EVERY,
				new Backoff(Duration.ofMillis(20), Duration.ofMillis(80), () -> 0), (sighting) -> {
					told.add(sighting);
					if (told.size() < 3) {
						looking[0].look();
					}
				}, this.problems::add);
		looking[0].start();
		looking[0].look();
		answer();
		answer();
		answer();
		assertThat(asked()).isEqualTo(3);
		assertThat(told).hasSize(3);
	}

	@Test
	void asksAgainWithBackOffUntilItIsAnswered() {
		this.reader.look();
		for (long pause : new long[] { 20, 40, 80, 80 }) {
			int asked = asked();
			this.consul.lastRead().unknown();
			this.loop.run();
			this.reader.look();
			this.loop.advance(Duration.ofMillis(pause / 2 - 1));
			assertThat(asked()).as("also when somebody looks").isEqualTo(asked);
			this.loop.advance(Duration.ofMillis(pause));
			assertThat(asked()).isEqualTo(asked + 1);
		}
		answer();
		assertThat(this.sightings).hasSize(1);
	}

	@Test
	void confirmsEverySoOften() {
		this.reader.confirm(true);
		assertThat(asked()).isZero();
		this.loop.advance(EVERY.minusMillis(1));
		assertThat(asked()).isZero();
		this.loop.advance(Duration.ofMillis(1));
		assertThat(asked()).isEqualTo(1);
		answer();
		assertThat(askedWithin(Duration.ofSeconds(10))).isEqualTo(20);
	}

	@Test
	void confirmsNoMoreOftenWhenAskedTwice() {
		this.reader.confirm(true);
		this.reader.confirm(true);
		assertThat(askedWithin(Duration.ofSeconds(10))).isEqualTo(20);
	}

	@Test
	void confirmsNoMoreOftenAfterATermThatWasLostAndRegained() {
		for (int blip = 0; blip < 3; blip++) {
			this.reader.confirm(true);
			this.loop.advance(Duration.ofMillis(100));
			this.reader.confirm(false);
		}
		this.reader.confirm(true);
		assertThat(askedWithin(Duration.ofSeconds(10))).isEqualTo(20);
	}

	@Test
	void confirmsNoMoreWhenNothingIsHeld() {
		this.reader.confirm(true);
		this.loop.advance(Duration.ofMillis(100));
		this.reader.confirm(false);
		this.loop.advance(Duration.ofMinutes(1));
		assertThat(asked()).isZero();
		assertThat(this.loop.waiting()).isZero();
	}

	@Test
	void asksNothingOnceItHasStopped() {
		this.reader.confirm(true);
		this.reader.look();
		this.reader.stop();
		answer();
		this.reader.look();
		this.loop.advance(Duration.ofMinutes(1));
		assertThat(asked()).isEqualTo(1);
		assertThat(this.sightings).isEmpty();
	}

	@Test
	void forgetsABackOffWhenItStartsAgain() {
		this.reader.look();
		this.consul.lastRead().unknown();
		this.loop.run();
		this.reader.stop();
		this.reader.start();
		this.loop.advance(Duration.ofMinutes(1));
		assertThat(asked()).isEqualTo(1);
		this.reader.look();
		assertThat(asked()).isEqualTo(2);
	}

	@Test
	void confirmsAgainAfterARestart() {
		this.reader.confirm(true);
		this.reader.stop();
		this.reader.start();
		this.reader.confirm(true);
		assertThat(askedWithin(Duration.ofSeconds(10))).isEqualTo(20);
	}

	@Test
	void tellsAProblemAndThatItIsOver() {
		this.reader.look();
		this.consul.lastRead().unknown();
		this.loop.advance(Duration.ofMillis(20));
		answer();
		assertThat(this.problems).containsExactly("no answer", null);
	}

}

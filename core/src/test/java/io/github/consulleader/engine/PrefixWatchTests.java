package io.github.consulleader.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.consulleader.consul.Consistency;
import io.github.consulleader.consul.Refusal;
import io.github.consulleader.time.Backoff;
import io.github.consulleader.time.HandLoop;
import io.github.consulleader.time.Stamp;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.github.consulleader.engine.ScriptedConsul.listing;
import static org.assertj.core.api.Assertions.assertThat;

class PrefixWatchTests {

	private static final String PREFIX = "leader/app/roles/";

	private final HandLoop loop = new HandLoop();

	private final ScriptedConsul consul = new ScriptedConsul();

	/** Twenty at once, and one more for each 50 ms that passes, 10 ms at a time. */
	private static final int BURST = 25;

	private final Sequence sequence = new Sequence();

	private final List<Observation> sightings = new ArrayList<>();

	private final List<@Nullable String> problems = new ArrayList<>();

	private Duration rest = Duration.ZERO;

	private final PrefixWatch watch = new PrefixWatch(this.consul, this.loop, this.sequence, PREFIX,
			new Backoff(Duration.ofMillis(100), Duration.ofMillis(400), () -> Long.MAX_VALUE), () -> this.rest,
			this.sightings::add, this.problems::add);

	@BeforeEach
	void start() {
		this.watch.start();
		this.loop.run();
	}

	/**
	 * What comes within 10 ms of an answer is told together, so the next is asked then.
	 */
	private void answer(long index) {
		told(index);
		this.loop.advance(Duration.ofMillis(10));
	}

	private void told(long index) {
		this.consul.lastRead().done(listing(index));
		this.loop.run();
	}

	private void fail() {
		this.consul.lastRead().unknown();
		this.loop.run();
	}

	private ScriptedConsul.Read asked() {
		return this.consul.lastRead().question();
	}

	@Test
	void listsFirstAndWatchesFromThere() {
		assertThat(asked()).isEqualTo(new ScriptedConsul.Read(PREFIX, Consistency.DEFAULT, 0, Duration.ZERO));
		answer(10);
		assertThat(asked().index()).isEqualTo(10);
		assertThat(asked().longest()).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(30));
		answer(12);
		assertThat(asked().index()).isEqualTo(12);
	}

	@Test
	@Tag("F33")
	void asksNothingWhileItIsToRest() {
		this.rest = Duration.ofSeconds(2);
		answer(10);
		this.loop.advance(Duration.ofSeconds(1));
		assertThat(this.consul.reads()).hasSize(1);
		this.rest = Duration.ZERO;
		this.loop.advance(Duration.ofMillis(100));
		assertThat(asked().index()).as("goes on where it was, though the rest has ended early").isEqualTo(10);
		assertThat(this.consul.reads()).hasSize(2);
	}

	@Test
	void restsNoLongerThanItIsTo() {
		this.rest = Duration.ofMillis(30);
		answer(10);
		this.loop.advance(Duration.ofMillis(29));
		assertThat(this.consul.reads()).hasSize(1);
		this.rest = Duration.ZERO;
		this.loop.advance(Duration.ofMillis(1));
		assertThat(this.consul.reads()).hasSize(2);
	}

	@Test
	void startsAnewAlsoFromARest() {
		this.rest = Duration.ofSeconds(2);
		answer(10);
		this.watch.stop();
		this.watch.start();
		assertThat(asked().index()).isZero();
		assertThat(this.consul.reads()).hasSize(2);
		this.loop.advance(Duration.ofSeconds(3));
		assertThat(this.consul.reads()).as("one watch").hasSize(2);
	}

	@Test
	void tellsEachAnswerWithItsRequestsNumberAndStamp() {
		Stamp sentAt = this.loop.ticker().stamp();
		this.loop.advance(Duration.ofMillis(30));
		answer(10);
		assertThat(this.sightings).containsExactly(new Observation(listing(10), 1, sentAt, false));
		assertThat(this.sequence.last()).as("the next request is sent already").isEqualTo(2);
		answer(10);
		assertThat(this.sightings).hasSize(2);
		assertThat(this.sightings.get(1).sent()).isEqualTo(2);
	}

	@Test
	void letsWhatComesTogetherBeToldTogether() {
		told(10);
		assertThat(this.sightings).as("told at once").hasSize(1);
		this.loop.advance(Duration.ofMillis(9));
		assertThat(this.consul.reads()).hasSize(1);
		this.loop.advance(Duration.ofMillis(1));
		assertThat(this.consul.reads()).hasSize(2);
	}

	@ParameterizedTest
	@CsvSource({ "10 9, 0", "10 10, 0", "10 10 10, 10", "10 11, 11", "10 1, 0", "10 0, 0", "0, 0", "10 9 9, 9",
			"10 9 11, 11" })
	@Tag("F34")
	void beginsAnewWhenTheIndexGoesBackOrNothingIsNew(String answers, long asksFrom) {
		for (String index : answers.split(" ", -1)) {
			answer(Long.parseLong(index));
			this.loop.advance(Duration.ofMillis(50));
		}
		assertThat(asked().index()).isEqualTo(asksFrom);
	}

	@Test
	@Tag("F34")
	void slowsInstantAnswersDownAfterABurst() {
		for (int free = 0; free < BURST; free++) {
			int asked = this.consul.reads().size();
			answer(10);
			assertThat(this.consul.reads()).as("answer " + free).hasSize(asked + 1);
		}
		for (int paced = 0; paced < 5; paced++) {
			int asked = this.consul.reads().size();
			told(10);
			this.loop.advance(Duration.ofMillis(49));
			assertThat(this.consul.reads()).hasSize(asked);
			this.loop.advance(Duration.ofMillis(1));
			assertThat(this.consul.reads()).hasSize(asked + 1);
		}
		assertThat(this.sightings).as("each is told at once").hasSize(BURST + 5);
	}

	@Test
	void forgivesABurstAfterAQuietWhile() {
		for (int turn = 0; turn < BURST; turn++) {
			answer(10);
		}
		this.loop.advance(Duration.ofSeconds(60));
		for (int free = 0; free < BURST; free++) {
			int asked = this.consul.reads().size();
			answer(10);
			assertThat(this.consul.reads()).hasSize(asked + 1);
		}
		int asked = this.consul.reads().size();
		answer(10);
		assertThat(this.consul.reads()).as("no more than one burst is saved up").hasSize(asked);
	}

	@Test
	@Tag("F44")
	void beginsAnewAfterAnErrorWithBackOff() {
		answer(10);
		for (long pause : new long[] { 100, 200, 400, 400 }) {
			int asked = this.consul.reads().size();
			fail();
			this.loop.advance(Duration.ofMillis(pause / 2 - 1));
			assertThat(this.consul.reads()).hasSize(asked);
			this.loop.advance(Duration.ofMillis(pause));
			assertThat(this.consul.reads()).hasSize(asked + 1);
			assertThat(asked().index()).isZero();
		}
		answer(10);
		int asked = this.consul.reads().size();
		fail();
		this.loop.advance(Duration.ofMillis(100));
		assertThat(this.consul.reads()).as("begins with the first pause").hasSize(asked + 1);
	}

	@Test
	void tellsAProblemAndThatItIsOver() {
		fail();
		this.loop.advance(Duration.ofMillis(100));
		this.consul.lastRead().refused(Refusal.DENIED);
		this.loop.advance(Duration.ofMillis(200));
		answer(10);
		assertThat(this.problems).containsExactly("no answer", "DENIED: no", null);
	}

	@Test
	void cancelsItsRequestWhenItStops() {
		this.watch.stop();
		assertThat(this.consul.lastRead().future()).isCancelled();
		this.loop.run();
		assertThat(this.sightings).isEmpty();
		assertThat(this.problems).isEmpty();
	}

	@Test
	void doesNotAskAfterItHasStopped() {
		fail();
		this.watch.stop();
		this.loop.advance(Duration.ofMinutes(1));
		assertThat(this.consul.reads()).hasSize(1);
	}

	@Test
	void doesNotTellAnAnswerThatWasOnItsWayWhenItStopped() {
		this.consul.lastRead().done(listing(10));
		this.watch.stop();
		this.watch.start();
		this.loop.run();
		assertThat(this.sightings).isEmpty();
		assertThat(this.consul.reads()).hasSize(2);
		answer(20);
		assertThat(this.sightings).extracting((sighting) -> sighting.listing().index()).containsExactly(20L);
	}

	@Test
	void beginsAnewWhenItStartsAgainAndOnlyOnce() {
		answer(10);
		this.watch.start();
		assertThat(this.consul.reads()).hasSize(2);
		fail();
		this.watch.stop();
		this.watch.start();
		assertThat(asked().index()).isZero();
		int asked = this.consul.reads().size();
		this.loop.advance(Duration.ofMinutes(1));
		assertThat(this.consul.reads()).as("the pause of before is forgotten").hasSize(asked);
	}

}

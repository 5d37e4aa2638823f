package io.github.consulleader.time;

import java.time.Duration;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ConfidenceTests {

	private static final Duration WINDOW = Duration.ofMillis(1800);

	private static final Duration LAST_MOMENT = WINDOW.minusMillis(1);

	/** The clock overflows before the window is over. */
	private final HandTicker ticker = new HandTicker(Long.MAX_VALUE - Duration.ofSeconds(1).toNanos());

	private final Stamp sentAt = this.ticker.stamp();

	private final Confidence confidence = new Confidence(this.ticker, WINDOW, this.sentAt);

	@ParameterizedTest
	@ValueSource(longs = { 0, -1_700_000_000L, Long.MAX_VALUE - 1_000_000L, Long.MIN_VALUE })
	@Tag("F52")
	void lastsUntilTheWindowIsOverWhereverTheClockBegan(long origin) {
		HandTicker clock = new HandTicker(origin);
		Confidence given = new Confidence(clock, WINDOW, clock.stamp());
		clock.advance(LAST_MOMENT);
		assertThat(given.holds()).isTrue();
		clock.advance(Duration.ofMillis(1));
		assertThat(given.holds()).isFalse();
	}

	@Test
	void countsFromWhenTheRequestWasSentNotFromItsAnswer() {
		this.ticker.advance(WINDOW);
		assertThat(new Confidence(this.ticker, WINDOW, this.sentAt).holds()).isFalse();
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			1799, 1799, true
			1800, 1799, false
			1799, 1800, false
			1000, 1180, true
			1000, 1181, false
			1180, 1000, true
			1181, 1000, false
			0,    180,  true
			0,    181,  false
			0,    3600000, false
			180,  0,    true
			181,  0,    false
			0,   -180,  true
			0,   -181,  false
			1000, 820,  true
			1000, 819,  false
			1000, -3600000, false
			""")
	@Tag("F52")
	void endsByTheLaterClockAndWhenTheyDisagreeByMoreThanATenth(long monotonic, long wall, boolean holds) {
		this.ticker.advanceMonotonic(Duration.ofMillis(monotonic));
		this.ticker.advanceWall(Duration.ofMillis(wall));
		assertThat(this.confidence.holds()).isEqualTo(holds);
	}

	@Test
	void neverComesBackWhenTheClocksAgreeAgain() {
		this.ticker.advanceWall(Duration.ofHours(1));
		assertThat(this.confidence.holds()).isFalse();
		this.ticker.advanceWall(Duration.ofHours(-1));
		assertThat(this.confidence.holds()).isFalse();
	}

	@Test
	void isCarriedOnByAConfirmationFromWhenItWasSent() {
		this.ticker.advance(Duration.ofMillis(500));
		Stamp later = this.ticker.stamp();
		this.ticker.advance(Duration.ofMillis(700));
		this.confidence.confirm(later);
		assertThat(this.confidence.deadline() - later.monotonicNanos()).isEqualTo(WINDOW.toNanos());
		this.ticker.advance(Duration.ofMillis(1099));
		assertThat(this.confidence.holds()).isTrue();
		this.ticker.advance(Duration.ofMillis(1));
		assertThat(this.confidence.holds()).isFalse();
	}

	@Test
	void isNotRevivedByAConfirmationThatComesLate() {
		this.ticker.advance(Duration.ofMillis(1700));
		Stamp later = this.ticker.stamp();
		this.ticker.advance(Duration.ofMillis(100));
		this.confidence.confirm(later);
		assertThat(this.confidence.holds()).isFalse();
	}

	@Test
	void isNotShortenedByAnOlderConfirmation() {
		this.ticker.advance(Duration.ofMillis(500));
		Stamp later = this.ticker.stamp();
		this.confidence.confirm(later);
		this.confidence.confirm(this.sentAt);
		assertThat(this.confidence.deadline() - later.monotonicNanos()).isEqualTo(WINDOW.toNanos());
		this.ticker.advance(LAST_MOMENT);
		assertThat(this.confidence.holds()).isTrue();
	}

	@Test
	void forgivesASmallDriftWithEachConfirmation() {
		for (int turn = 0; turn < 20; turn++) {
			this.ticker.advanceMonotonic(Duration.ofMillis(500));
			this.ticker.advanceWall(Duration.ofMillis(490));
			this.confidence.confirm(this.ticker.stamp());
		}
		assertThat(this.confidence.holds()).isTrue();
	}

	@Test
	void endsForGoodWhenToldTo() {
		this.confidence.end();
		assertThat(this.confidence.holds()).isFalse();
		this.ticker.advance(Duration.ofMillis(500));
		this.confidence.confirm(this.ticker.stamp());
		assertThat(this.confidence.holds()).isFalse();
	}

	@Test
	void knowsItsDeadline() {
		assertThat(this.confidence.deadline() - this.sentAt.monotonicNanos()).isEqualTo(WINDOW.toNanos());
	}

}

package io.github.consulleader.time;

import java.time.Duration;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class BackoffTests {

	private static Backoff drawing(double share) {
		return new Backoff(Duration.ofMillis(100), Duration.ofMillis(1000), new Drawing(share));
	}

	@ParameterizedTest
	@CsvSource({ "0.0, 50 100 200 400 500 500", "0.5, 75 150 300 600 750 750", "1.0, 100 200 400 800 1000 1000" })
	void doublesFromTheFirstPauseToTheLongestEachWithItsJitter(double share, String millis) {
		Backoff backoff = drawing(share);
		assertThat(Stream.generate(backoff::next).limit(6).map(Duration::toMillis).map(String::valueOf))
			.containsExactly(millis.split(" ", -1));
	}

	@Test
	void beginsAgainWithTheFirstPause() {
		Backoff backoff = drawing(1);
		backoff.next();
		backoff.next();
		backoff.reset();
		assertThat(backoff.next()).hasMillis(100);
		assertThat(backoff.next()).hasMillis(200);
	}

	@Test
	void neverPausesLongerThanTheLongestEvenAtFirst() {
		Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofMillis(100), new Drawing(1));
		assertThat(Stream.generate(backoff::next).limit(3)).containsOnly(Duration.ofMillis(100));
	}

	/** Draws the same share every time. */
	private record Drawing(double share) implements java.util.random.RandomGenerator {

		@Override
		public long nextLong() {
			throw new UnsupportedOperationException("only doubles are drawn");
		}

		@Override
		public double nextDouble() {
			return this.share;
		}

	}

}

package io.github.consulleader.benchmarks.process;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class BeliefIntervalTests {

	@ParameterizedTest
	@CsvSource({ "0, 10, 20, 30, -10", "0, 10, 8, 30, 2", "8, 30, 0, 10, 2", "0, 30, 10, 15, 5" })
	void overlapsAsLongAsBothAreHeld(long first, long last, long otherFirst, long otherLast, double millis) {
		BeliefInterval one = new BeliefInterval(first * 1_000_000, last * 1_000_000);
		BeliefInterval other = new BeliefInterval(otherFirst * 1_000_000, otherLast * 1_000_000);
		assertThat(one.overlapMillis(other)).isEqualTo(millis);
	}

}

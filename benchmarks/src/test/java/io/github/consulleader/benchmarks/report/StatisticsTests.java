package io.github.consulleader.benchmarks.report;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StatisticsTests {

	@Test
	void tellsFiguresThatWereSeen() {
		List<Double> values = IntStream.rangeClosed(1, 200).mapToObj((value) -> (double) (201 - value)).toList();
		assertThat(Statistics.of(values)).isEqualTo(new Statistics(200, 1, 100, 198, 200));
	}

	@Test
	void ofOneIsThatOne() {
		assertThat(Statistics.of(List.of(7.5))).isEqualTo(new Statistics(1, 7.5, 7.5, 7.5, 7.5));
	}

	@Test
	void ofFewTakesTheMostForThe99th() {
		assertThat(Statistics.of(List.of(3.0, 1.0, 2.0))).isEqualTo(new Statistics(3, 1, 2, 3, 3));
	}

	@Test
	void ofNothingIsAnError() {
		assertThatThrownBy(() -> Statistics.of(List.of())).isInstanceOf(IllegalArgumentException.class);
	}

}

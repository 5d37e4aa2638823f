package io.github.consulleader.benchmarks.process;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EventTests {

	@Test
	void arrivesAsItWasTold() {
		Event event = new Event("last-work", 1234567890123L, -0.5e-7);
		assertThat(Event.of(event.line())).contains(event);
	}

	@Test
	void isStampedOnArrivalIfItHasNoClock() {
		long before = System.nanoTime();
		assertThat(Event.of("granted 0 4711")).hasValueSatisfying((event) -> {
			assertThat(event.nanos()).isGreaterThanOrEqualTo(before).isLessThanOrEqualTo(System.nanoTime());
			assertThat(event.value()).isEqualTo(4711);
		});
	}

	@Test
	void isNotMadeOfOtherLines() {
		assertThat(Event.of("19:10:41.552 INFO something else")).isEmpty();
	}

}

package io.github.consulleader.time;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PaceTests {

	private final HandTicker ticker = new HandTicker(Long.MAX_VALUE - 1);

	private final Pace pace = new Pace(this.ticker, Duration.ofMillis(50), 3);

	private void spend() {
		for (int free = 0; free < 3; free++) {
			assertThat(this.pace.next()).isZero();
		}
	}

	@Test
	void letsABurstPassAndThenOneAtATime() {
		spend();
		assertThat(this.pace.next()).isEqualTo(Duration.ofMillis(50));
		assertThat(this.pace.next()).isEqualTo(Duration.ofMillis(100));
		this.ticker.advance(Duration.ofMillis(150));
		assertThat(this.pace.next()).isZero();
	}

	@Test
	void savesUpNoMoreThanABurst() {
		spend();
		this.ticker.advance(Duration.ofHours(1));
		spend();
		assertThat(this.pace.next()).isEqualTo(Duration.ofMillis(50));
	}

	@Test
	void beginsAnewWithAWholeBurst() {
		spend();
		this.pace.reset();
		spend();
		assertThat(this.pace.next()).isPositive();
	}

}

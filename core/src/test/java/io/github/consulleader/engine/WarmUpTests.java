package io.github.consulleader.engine;

import io.github.consulleader.role.Candidate;
import io.github.consulleader.role.Timings;
import io.github.consulleader.role.WhenStuck;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WarmUpTests {

	private final WarmUp warmUp = new WarmUp(new EngineSettings(new Candidate("leader", "app", "me", null),
			Timings.balanced(), WhenStuck.HOLD, true, null));

	@Test
	void goesThroughWholeTerms() {
		this.warmUp.run();
		assertThat(this.warmUp.terms()).isGreaterThan(10);
	}

	@Test
	void carriesRequestsToAndFro() {
		this.warmUp.run();
		assertThat(this.warmUp.spoken()).isGreaterThan(10);
	}

	@Test
	void isDoneOnce() {
		this.warmUp.run();
		int terms = this.warmUp.terms();
		this.warmUp.run();
		assertThat(this.warmUp.terms()).isEqualTo(terms);
	}

	@Test
	void endsWhenItIsNotWantedAnyMore() {
		this.warmUp.stop();
		this.warmUp.run();
		assertThat(this.warmUp.terms()).isZero();
		assertThat(this.warmUp.spoken()).isZero();
	}

}

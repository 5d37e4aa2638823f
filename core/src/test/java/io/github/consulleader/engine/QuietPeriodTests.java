package io.github.consulleader.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.consulleader.time.HandLoop;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class QuietPeriodTests {

	private final HandLoop loop = new HandLoop();

	private final List<String> log = new ArrayList<>();

	private final QuietPeriod lull = new QuietPeriod(this.loop, () -> this.log.add("over"));

	private void look() {
		this.log.add("look");
	}

	@Test
	void putsOffUntilItIsOverAndThenDoesItOnce() {
		this.lull.begin();
		assertThat(this.lull.isOn()).isTrue();
		this.lull.afterwards(this::look);
		this.lull.afterwards(this::look);
		this.loop.advance(QuietPeriod.MOMENT.minusNanos(1));
		assertThat(this.log).isEmpty();
		this.loop.advance(Duration.ofNanos(1));
		assertThat(this.log).containsExactly("look", "over");
		assertThat(this.lull.isOn()).isFalse();
	}

	@Test
	void putsNothingOffOtherwise() {
		this.lull.afterwards(this::look);
		assertThat(this.log).containsExactly("look");
	}

	@Test
	void lastsNoLongerWhenItBeginsAgain() {
		this.lull.begin();
		this.loop.advance(QuietPeriod.MOMENT.dividedBy(2));
		this.lull.begin();
		this.loop.advance(QuietPeriod.MOMENT.dividedBy(2));
		assertThat(this.log).containsExactly("over");
		this.loop.advance(QuietPeriod.MOMENT);
		assertThat(this.log).containsExactly("over");
	}

	@Test
	void comesAgain() {
		this.lull.begin();
		this.loop.advance(QuietPeriod.MOMENT);
		this.lull.begin();
		this.lull.afterwards(this::look);
		assertThat(this.log).containsExactly("over");
		this.loop.advance(QuietPeriod.MOMENT);
		assertThat(this.log).containsExactly("over", "look", "over");
	}

}

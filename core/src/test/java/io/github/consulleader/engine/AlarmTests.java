package io.github.consulleader.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.consulleader.time.HandLoop;
import org.junit.jupiter.api.Test;

import static io.github.consulleader.engine.Situation.millis;
import static org.assertj.core.api.Assertions.assertThat;

class AlarmTests {

	private final HandLoop loop = new HandLoop();

	private final long start = this.loop.ticker().monotonicNanos();

	private final List<Long> rings = new ArrayList<>();

	private final Alarm alarm = new Alarm(this.loop,
			() -> this.rings.add((this.loop.ticker().monotonicNanos() - this.start) / 1_000_000));

	private void set(long millis) {
		this.alarm.set(this.start + millis(millis));
	}

	@Test
	void ringsOnceAtItsInstant() {
		set(2000);
		this.loop.advance(Duration.ofMillis(1999));
		assertThat(this.rings).isEmpty();
		this.loop.advance(Duration.ofSeconds(60));
		assertThat(this.rings).containsExactly(2000L);
	}

	@Test
	void ringsAtTheEarliestOfItsInstants() {
		set(2000);
		set(1000);
		set(3000);
		this.loop.advance(Duration.ofSeconds(60));
		assertThat(this.rings).as("the later ones are set again by whoever is woken").containsExactly(1000L);
	}

	@Test
	void ringsSoonForAnInstantThatHasPassed() {
		this.loop.advance(Duration.ofMillis(500));
		set(100);
		assertThat(this.rings).isEmpty();
		this.loop.run();
		assertThat(this.rings).containsExactly(500L);
	}

	@Test
	void neverRingsForAnInstantThatNeverComes() {
		this.alarm.set(RoleState.NEVER);
		assertThat(this.loop.waiting()).isZero();
		set(1000);
		this.alarm.set(RoleState.NEVER);
		this.loop.advance(Duration.ofSeconds(60));
		assertThat(this.rings).as("what was set stays").containsExactly(1000L);
	}

	@Test
	void canBeSetAgainAfterItRang() {
		set(1000);
		this.loop.advance(Duration.ofSeconds(1));
		set(3000);
		this.loop.advance(Duration.ofSeconds(2));
		assertThat(this.rings).containsExactly(1000L, 3000L);
	}

	@Test
	void doesNotRingWhenItWasCancelled() {
		set(1000);
		this.alarm.cancel();
		this.alarm.cancel();
		assertThat(this.loop.waiting()).isZero();
		set(5000);
		this.loop.advance(Duration.ofSeconds(60));
		assertThat(this.rings).containsExactly(5000L);
	}

}

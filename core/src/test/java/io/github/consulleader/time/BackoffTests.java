package io.github.consulleader.time;

import java.time.Duration;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BackoffTests {

	private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1),
			new SplittableRandom(42));

	@Test
	void doublesUpToTheLongest() {
		for (int whole : new int[] { 100, 200, 400, 800, 1000, 1000, 1000 }) {
			assertThat(this.backoff.next()).isBetween(Duration.ofMillis(whole / 2), Duration.ofMillis(whole));
		}
	}

	@Test
	void beginsAgainAfterAReset() {
		this.backoff.next();
		this.backoff.next();
		this.backoff.reset();
		assertThat(this.backoff.next()).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
	}

	@Test
	@Tag("F33")
	void differsFromTryToTryButNotFromSeedToSeed() {
		Backoff same = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1), new SplittableRandom(42));
		Backoff other = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1), new SplittableRandom(43));
		Duration first = this.backoff.next();
		assertThat(same.next()).isEqualTo(first);
		assertThat(other.next()).isNotEqualTo(first);
	}

}

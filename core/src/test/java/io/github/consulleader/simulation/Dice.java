package io.github.consulleader.simulation;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Seeded chance: the same seed throws the same numbers.
 */
public final class Dice {

	private final SplittableRandom random;

	/**
	 * Seeds the dice.
	 * @param seed the seed
	 */
	public Dice(long seed) {
		this(new SplittableRandom(seed));
	}

	private Dice(SplittableRandom random) {
		this.random = random;
	}

	/**
	 * Makes dice of their own for one topic, so that another topic's use of chance does
	 * not disturb it.
	 * @return other dice
	 */
	Dice split() {
		return new Dice(this.random.split());
	}

	boolean chance(double probability) {
		return probability > 0 && this.random.nextDouble() < probability;
	}

	int upTo(int bound) {
		return this.random.nextInt(bound);
	}

	int tie() {
		return this.random.nextInt();
	}

	long between(long least, long most) {
		return (least >= most) ? least : this.random.nextLong(least, most + 1);
	}

	Duration between(Duration least, Duration most) {
		return Duration.ofNanos(between(least.toNanos(), most.toNanos()));
	}

	<T> T of(List<T> list) {
		return list.get(this.random.nextInt(list.size()));
	}

	UUID uuid() {
		return new UUID(this.random.nextLong(), this.random.nextLong());
	}

}

package io.github.consulleader.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.consulleader.time.EventLoop;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Virtual time, and what a stop, a sleep or a leap of clocks means to a process. */
class VirtualProcessTests {

	private final List<Throwable> errors = new ArrayList<>();

	private final List<String> happened = new ArrayList<>();

	private final VirtualTime time = new VirtualTime(new Dice(7));

	private final VirtualProcess process = process("a");

	private VirtualProcess process(String name) {
		return new VirtualProcess(name, this.time, new Dice(7), () -> Duration.ofMillis(5), this.errors::add);
	}

	private EventLoop.Timer in(long millis, String what) {
		return this.process.loop().schedule(Duration.ofMillis(millis), () -> this.happened.add(what));
	}

	private long elapsedBy(Runnable runnable) {
		long before = this.process.ticker().monotonicNanos();
		runnable.run();
		return Duration.ofNanos(this.process.ticker().monotonicNanos() - before).toMillis();
	}

	@Test
	void runsTasksWhenTheyAreDueAndInTheirOrder() {
		in(20, "late");
		in(10, "early");
		this.process.loop().execute(() -> this.happened.add("first"));
		this.process.loop().execute(() -> this.happened.add("second"));
		this.time.advance(Duration.ofMillis(15));
		assertThat(this.happened).containsExactly("first", "second", "early");
		this.time.advance(Duration.ofMillis(15));
		assertThat(this.happened).last().isEqualTo("late");
	}

	@Test
	void doesNotRunWhatWasCancelled() {
		in(10, "one");
		in(10, "two").cancel();
		in(10, "three");
		this.time.advance(Duration.ofMillis(10));
		assertThat(this.happened).containsExactly("one", "three");
	}

	@Test
	void letsOtherProcessesInBetweenTwoTasks() {
		VirtualProcess other = process("b");
		for (int i = 0; i < 50; i++) {
			this.process.loop().execute(() -> this.happened.add("a"));
			other.loop().execute(() -> this.happened.add("b"));
		}
		this.time.advance(Duration.ofNanos(1));
		assertThat(this.happened).hasSize(100);
		assertThat(String.join("", this.happened)).contains("ab").contains("ba").contains("aa").contains("bb");
	}

	@Test
	void catchesUpAfterAStopThoughItsClocksWentOn() {
		in(10, "timer");
		this.process.freeze(true);
		assertThat(elapsedBy(() -> this.time.advance(Duration.ofSeconds(1)))).isEqualTo(1000);
		assertThat(this.happened).isEmpty();
		this.process.freeze(false);
		this.time.advance(Duration.ZERO);
		assertThat(this.happened).containsExactly("timer");
	}

	@Test
	void sleepsWithItsMonotonicClockButNotItsWallClock() {
		in(100, "timer");
		long wall = this.process.ticker().wallMillis();
		this.process.suspend(true);
		assertThat(elapsedBy(() -> this.time.advance(Duration.ofSeconds(1)))).isZero();
		assertThat(this.process.ticker().wallMillis() - wall).isEqualTo(1000);
		this.process.suspend(false);
		this.time.advance(Duration.ofMillis(99));
		assertThat(this.happened).isEmpty();
		this.time.advance(Duration.ofMillis(1));
		assertThat(this.happened).containsExactly("timer");
	}

	@Test
	void waitsByItsOwnClock() {
		this.process.clock().rates(1250, 800);
		long wall = this.process.ticker().wallMillis();
		in(100, "timer");
		assertThat(elapsedBy(() -> this.time.advance(Duration.ofMillis(79)))).isEqualTo(98);
		assertThat(this.happened).isEmpty();
		this.time.advance(Duration.ofMillis(1));
		assertThat(this.happened).containsExactly("timer");
		assertThat(this.process.ticker().wallMillis() - wall).isEqualTo(64);
		this.process.clock().leapWall(Duration.ofHours(-1));
		assertThat(this.process.ticker().wallMillis() - wall).isEqualTo(64 - 3_600_000);
	}

	@Test
	void runsUserCodeLateAndNotAtAllOnceKilled() {
		this.process.callbacks().execute(() -> this.happened.add("callback"));
		this.time.advance(Duration.ofMillis(4));
		assertThat(this.happened).isEmpty();
		this.time.advance(Duration.ofMillis(1));
		assertThat(this.happened).containsExactly("callback");
		this.process.callbacks().execute(() -> this.happened.add("more"));
		in(1, "timer");
		this.process.kill();
		in(1, "timer");
		this.time.advance(Duration.ofSeconds(1));
		assertThat(this.happened).containsExactly("callback");
	}

	@Test
	void tellsWhatATaskThrowsAndGoesOn() {
		IllegalStateException error = new IllegalStateException("deliberate");
		this.process.loop().execute(() -> {
			throw error;
		});
		in(1, "next");
		this.time.advance(Duration.ofMillis(1));
		assertThat(this.errors).containsExactly(error);
		assertThat(this.happened).containsExactly("next");
	}

}

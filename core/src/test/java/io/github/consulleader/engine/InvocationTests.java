package io.github.consulleader.engine;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class InvocationTests {

	private final Invocation running = new Invocation(Thread.currentThread(), "work", new Interruptions());

	@AfterEach
	void leaveNoInterruptBehind() {
		Thread.interrupted();
	}

	@Test
	void takesBackItsOwnInterrupt() {
		this.running.interrupt();
		assertThat(Thread.currentThread().isInterrupted()).isTrue();
		this.running.clear();
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
	}

	@Test
	void leavesTheInterruptOfAnother() {
		Thread.currentThread().interrupt();
		this.running.clear();
		assertThat(Thread.currentThread().isInterrupted()).isTrue();
	}

	@Test
	void interruptsOnce() {
		List<String> interrupts = new ArrayList<>();
		Invocation counted = new Invocation(() -> interrupts.add("again"), "work");
		counted.interrupt();
		counted.interrupt();
		assertThat(interrupts).hasSize(1);
	}

	@Test
	void namesItselfWithItsThreadAndStack() {
		assertThat(this.running.describe()).contains("work on thread " + Thread.currentThread().getName())
			.contains("\n\t\tat ");
		assertThat(new Invocation(() -> {
		}, "work").describe()).isEqualTo("\n\twork");
	}

}

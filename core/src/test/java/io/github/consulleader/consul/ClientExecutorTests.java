package io.github.consulleader.consul;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ClientExecutorTests {

	private final List<Runnable> pool = new ArrayList<>();

	private final List<String> done = new ArrayList<>();

	private ClientExecutor executor(boolean quick) {
		return new ClientExecutor(quick, new Daemons("client-executor-tests"), this.pool::add);
	}

	@Test
	void worksOnTheThreadThatSends() {
		ClientExecutor executor = executor(true);
		assertThat(executor.<String>sending(() -> {
			executor.execute(() -> this.done.add("work"));
			assertThat(this.done).containsExactly("work");
			return "sent";
		})).isEqualTo("sent");
		executor.execute(() -> this.done.add("later"));
		assertThat(this.done).containsExactly("work");
		assertThat(this.pool).hasSize(1);
	}

	@Test
	void leavesTheSenderAloneIfItCouldHaveToWait() {
		ClientExecutor executor = executor(false);
		executor.<String>sending(() -> {
			executor.execute(() -> this.done.add("work"));
			return "sent";
		});
		assertThat(this.done).isEmpty();
		assertThat(this.pool).hasSize(1);
	}

	@Test
	void completesNothingInsideASending() {
		ClientExecutor executor = executor(true);
		executor.<String>sending(() -> {
			executor.execute(() -> executor.completing(() -> this.done.add("answer")));
			return "sent";
		});
		assertThat(this.done).isEmpty();
		this.pool.forEach(Runnable::run);
		assertThat(this.done).containsExactly("answer");
		executor.completing(() -> this.done.add("next"));
		assertThat(this.done).containsExactly("answer", "next");
	}

}

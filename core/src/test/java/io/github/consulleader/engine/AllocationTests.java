package io.github.consulleader.engine;

import java.lang.management.ManagementFactory;

import com.sun.management.ThreadMXBean;
import io.github.consulleader.role.LeaderWork;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Whoever asks often must not give the collector work. */
class AllocationTests extends RoleMachineFixture {

	private static final int RUNS = 100_000;

	private int done;

	private static long allocatedBy(Runnable body) {
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		long id = Thread.currentThread().getId();
		for (int i = 0; i < RUNS; i++) {
			body.run();
		}
		long before = threads.getThreadAllocatedBytes(id);
		for (int i = 0; i < RUNS; i++) {
			body.run();
		}
		return threads.getThreadAllocatedBytes(id) - before;
	}

	private void ask() {
		if (this.view.isLeader()) {
			this.done++;
		}
	}

	@Test
	void asksWithoutAllocating() {
		become();
		assertThat(allocatedBy(this::ask)).isLessThan(RUNS);
		assertThat(this.done).isEqualTo(2 * RUNS);
	}

	@Test
	void runsWorkWithoutAllocating() {
		become();
		LeaderWork<RuntimeException> work = (term) -> this.done++;
		assertThat(allocatedBy(() -> this.view.runIfLeader(work))).isLessThan(RUNS);
		assertThat(this.done).isEqualTo(2 * RUNS);
	}

	@Test
	void leavesWorkOutWithoutAllocating() {
		LeaderWork<RuntimeException> work = (term) -> this.done++;
		assertThat(allocatedBy(() -> this.view.runIfLeader(work))).isLessThan(RUNS);
		assertThat(this.done).isZero();
	}

}

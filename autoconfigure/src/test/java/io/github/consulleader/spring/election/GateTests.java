package io.github.consulleader.spring.election;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import com.sun.management.ThreadMXBean;
import io.github.consulleader.role.HandOver;
import io.github.consulleader.role.LeaderWork;
import io.github.consulleader.role.Leadership;
import io.github.consulleader.role.Role;
import io.github.consulleader.role.RoleStatus;
import io.github.consulleader.role.Term;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class GateTests {

	private static final int RUNS = 100_000;

	private static final Term REPORT = term("report");

	private static final Term BILLING = term("billing");

	private final CurrentTerm current = new CurrentTerm();

	private final List<@Nullable Term> seen = new ArrayList<>();

	private int done;

	private static Term term(String role) {
		return new Term(Role.of(role), 1, 10, "me", Instant.EPOCH);
	}

	private Gate gate(Term term, Runnable job) {
		return new Gate(new Worker(term), this.current, job);
	}

	private void look() {
		this.seen.add(this.current.get());
	}

	@Test
	void letsAJobSeeItsTerm() {
		assertThat(gate(REPORT, this::look).run()).isTrue();
		look();
		assertThat(this.seen).containsExactly(REPORT, null);
	}

	@Test
	void letsTheOuterJobSeeItsTermAgain() {
		Gate inner = gate(BILLING, this::look);
		gate(REPORT, () -> {
			inner.run();
			look();
		}).run();
		look();
		assertThat(this.seen).containsExactly(BILLING, REPORT, null);
	}

	@Test
	void endsTheTermOfAJobThatFails() {
		Gate failing = gate(REPORT, () -> {
			throw new IllegalStateException("of the user");
		});
		assertThatIllegalStateException().isThrownBy(failing::run).withMessage("of the user");
		look();
		assertThat(this.seen).containsOnlyNulls();
	}

	@Test
	void leavesAJobOutWhereNoElectionIsHeld() {
		Gate gate = new Gate(new OffLeadership(REPORT.role()), this.current, this::look);
		assertThat(gate.run()).isFalse();
		assertThat(this.seen).isEmpty();
	}

	@Test
	void runsAJobWithoutAllocating() {
		Gate gate = gate(REPORT, () -> this.done++);
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		long id = Thread.currentThread().getId();
		run(gate);
		long before = threads.getThreadAllocatedBytes(id);
		run(gate);
		assertThat(threads.getThreadAllocatedBytes(id) - before).isLessThan(RUNS);
		assertThat(this.done).isEqualTo(2 * RUNS);
	}

	private static void run(Gate gate) {
		for (int i = 0; i < RUNS; i++) {
			gate.run();
		}
	}

	/** Worker for ever. */
	private record Worker(Term known) implements Leadership {

		@Override
		public Role role() {
			return this.known.role();
		}

		@Override
		public boolean isLeader() {
			return true;
		}

		@Override
		public Optional<Term> term() {
			return Optional.of(this.known);
		}

		@Override
		public <E extends Exception> boolean runIfLeader(LeaderWork<E> work) throws E {
			work.run(this.known);
			return true;
		}

		@Override
		public CompletableFuture<HandOver> yieldRole() {
			return CompletableFuture.completedFuture(HandOver.NOT_WORKER);
		}

		@Override
		public CompletableFuture<HandOver> handOverTo(String instance) {
			return CompletableFuture.completedFuture(HandOver.NOT_WORKER);
		}

		@Override
		public CompletableFuture<Void> pause() {
			return CompletableFuture.completedFuture(null);
		}

		@Override
		public void resume() {
			// It does not campaign anyway.
		}

		@Override
		public RoleStatus status() {
			throw new AssertionError("nobody asks for the status of a role here");
		}

	}

}

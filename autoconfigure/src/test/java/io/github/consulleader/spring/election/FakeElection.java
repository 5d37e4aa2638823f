package io.github.consulleader.spring.election;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.github.consulleader.role.HandOver;
import io.github.consulleader.role.LeaderWork;
import io.github.consulleader.role.Leadership;
import io.github.consulleader.role.LeadershipListener;
import io.github.consulleader.role.Revocation;
import io.github.consulleader.role.Role;
import io.github.consulleader.role.RoleStatus;
import io.github.consulleader.role.Term;
import org.jspecify.annotations.Nullable;

/**
 * An election that a test decides, on the test's own thread.
 */
public final class FakeElection implements RoleRegistrar {

	private final Map<Role, FakeLeadership> roles = new ConcurrentSkipListMap<>();

	private final AtomicLong terms = new AtomicLong();

	@Override
	public Leadership join(Role role, LeadershipListener listener) {
		FakeLeadership leadership = new FakeLeadership(role, listener);
		if (this.roles.putIfAbsent(role, leadership) != null) {
			throw new IllegalStateException("joined twice: " + role);
		}
		return leadership;
	}

	/** The names of the roles that were joined. */
	public Iterable<String> joined() {
		return this.roles.keySet().stream().map(Role::name).toList();
	}

	/** Grants a role as the engine does: a failure of the callback revokes it. */
	public Term grant(String role) throws Exception {
		FakeLeadership leadership = leadership(role);
		long number = this.terms.incrementAndGet();
		Term term = new Term(leadership.role, number, 100 * number, "here", Instant.EPOCH);
		leadership.lost = false;
		leadership.term = term;
		try {
			leadership.listener.onGranted(term);
		}
		catch (Exception ex) {
			revoke(role, Revocation.GRANT_FAILED);
			throw ex;
		}
		return term;
	}

	public void revoke(String role, Revocation reason) throws Exception {
		FakeLeadership leadership = leadership(role);
		Term term = leadership.term;
		leadership.term = null;
		if (term != null) {
			leadership.listener.onRevoked(term, reason);
		}
	}

	/** Ends a term before anybody is told. */
	public void lose(String role) {
		leadership(role).lost = true;
	}

	public int yields(String role) {
		return leadership(role).yields.get();
	}

	private FakeLeadership leadership(String role) {
		return Optional.ofNullable(this.roles.get(Role.of(role))).orElseThrow();
	}

	private static final class FakeLeadership implements Leadership {

		private final Role role;

		private final LeadershipListener listener;

		private volatile @Nullable Term term;

		private volatile boolean lost;

		private final AtomicInteger yields = new AtomicInteger();

		FakeLeadership(Role role, LeadershipListener listener) {
			this.role = role;
			this.listener = listener;
		}

		@Override
		public Role role() {
			return this.role;
		}

		@Override
		public boolean isLeader() {
			return term().isPresent();
		}

		@Override
		public Optional<Term> term() {
			return this.lost ? Optional.empty() : Optional.ofNullable(this.term);
		}

		@Override
		public <E extends Exception> boolean runIfLeader(LeaderWork<E> work) throws E {
			Optional<Term> now = term();
			if (now.isPresent()) {
				work.run(now.get());
			}
			return now.isPresent();
		}

		@Override
		public CompletableFuture<HandOver> yieldRole() {
			this.yields.incrementAndGet();
			return CompletableFuture.completedFuture(HandOver.HANDED_OVER);
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

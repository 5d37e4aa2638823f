package io.github.consulleader.engine;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.github.consulleader.role.HandOver;
import io.github.consulleader.role.LeaderWork;
import io.github.consulleader.role.Leadership;
import io.github.consulleader.role.Role;
import io.github.consulleader.role.RoleStatus;
import io.github.consulleader.role.Term;
import org.jspecify.annotations.Nullable;

/**
 * What the user holds of a role: reads what the event loop shows, from any thread.
 */
final class LeadershipHandle implements Leadership {

	private final Role role;

	private final TermCallbacks work;

	private final StatusBoard board;

	private final RoleRequests requests;

	private volatile @Nullable ConfirmedTerm belief;

	LeadershipHandle(Role role, TermCallbacks work, StatusBoard board, RoleRequests requests) {
		this.role = role;
		this.work = work;
		this.board = board;
		this.requests = requests;
	}

	/** What may be believed from now on, if anything. Event loop only. */
	void show(@Nullable ConfirmedTerm value) {
		this.belief = value;
	}

	@Override
	public Role role() {
		return this.role;
	}

	@Override
	public boolean isLeader() {
		return confirmedTerm() != null;
	}

	@Override
	public Optional<Term> term() {
		return Optional.ofNullable(confirmedTerm());
	}

	@Override
	public <E extends Exception> boolean runIfLeader(LeaderWork<E> body) throws E {
		if (this.belief == null) {
			return false; // the quick answer of all who wait
		}
		WorkSlot place = this.work.enter(Thread.currentThread()); // first, and looks
																	// second
		try {
			Term term = confirmedTerm();
			if (term == null) {
				return false;
			}
			body.run(term);
			return true;
		}
		finally {
			exit(place);
		}
	}

	/**
	 * Registers work without a thread: to be done first, and {@link #confirmedTerm} to be
	 * asked second, so that no work slips past a revoke. To be left by {@link #exit} in
	 * any case.
	 */
	WorkSlot enter(Invocation entered) {
		return this.work.enter(entered);
	}

	/** What may be believed at this very moment. Any thread. */
	@Nullable Term confirmedTerm() {
		ConfirmedTerm now = this.belief;
		return (now != null && now.confidence().holds()) ? now.term() : null;
	}

	void exit(WorkSlot place) {
		this.work.exit(place);
	}

	TermCallbacks work() {
		return this.work;
	}

	@Override
	public CompletableFuture<HandOver> yieldRole() {
		return this.requests.yieldRole();
	}

	@Override
	public CompletableFuture<HandOver> handOverTo(String instance) {
		return this.requests.handOverTo(instance);
	}

	@Override
	public CompletableFuture<Void> pause() {
		return this.requests.pause();
	}

	@Override
	public void resume() {
		this.requests.resume();
	}

	@Override
	public RoleStatus status() {
		return this.board.read(this.belief);
	}

}

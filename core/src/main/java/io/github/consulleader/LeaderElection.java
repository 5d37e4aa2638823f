package io.github.consulleader;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.github.consulleader.role.ElectionStatus;
import io.github.consulleader.role.Leadership;
import io.github.consulleader.role.LeadershipListener;
import io.github.consulleader.role.Role;

/**
 * This process's part in the election of workers, for any number of roles on one Consul
 * session and one watch.
 * <p>
 * Made by {@link #builder()}, started by {@link #start()}, and ended by {@link #close()};
 * may be stopped and started again in between. Nothing blocks but {@link #close()};
 * Consul being away never fails anything, it is retried for ever with back-off. All
 * methods may be called from any thread.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class LeaderElection implements AutoCloseable {

	LeaderElection() {
	}

	/**
	 * Begins to describe an election.
	 * @return a builder
	 */
	public static LeaderElectionBuilder builder() {
		return new LeaderElectionBuilder();
	}

	/**
	 * Takes part in a role from now on, or as soon as the election is started.
	 * @param role the role
	 * @param listener told of grant and revoke
	 * @return the handle on the role
	 * @throws IllegalStateException if this election takes part in the role already
	 */
	public Leadership join(Role role, LeadershipListener listener) {
		throw new UnsupportedOperationException();
	}

	/**
	 * Takes part no longer: a held role is drained and handed over, with
	 * {@code WITHDRAWN} as reason.
	 * @param role the role
	 * @return completes when nothing of it is left in this process
	 */
	public CompletableFuture<Boolean> withdraw(Role role) {
		throw new UnsupportedOperationException();
	}

	/**
	 * Starts to campaign for all roles. Does nothing if it was started already. Returns
	 * at once.
	 */
	public void start() {
		throw new UnsupportedOperationException();
	}

	/**
	 * Stops cleanly: running work drains, roles are handed over, then the session ends.
	 * May be started again afterwards. Returns at once.
	 * @return completes with {@code true} when nothing is left in Consul, or with
	 * {@code false} when work is stuck or Consul did not answer within drain-grace + 2 s;
	 * what is left then goes on until the work ends or the process does
	 */
	public CompletableFuture<Boolean> stop() {
		throw new UnsupportedOperationException();
	}

	/**
	 * Returns what is known, for people and dash-boards.
	 * @return a consistent picture
	 */
	public ElectionStatus status() {
		throw new UnsupportedOperationException();
	}

	/** Stops, waits for it at most drain-grace + 2 s, and ends the threads. */
	@Override
	public void close() {
		stop().orTimeout(Duration.ofMinutes(1).toSeconds(), java.util.concurrent.TimeUnit.SECONDS).join();
	}

}

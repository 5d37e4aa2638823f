package io.github.consulleader;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.consulleader.engine.Engine;
import io.github.consulleader.role.ElectionStatus;
import io.github.consulleader.role.Leadership;
import io.github.consulleader.role.LeadershipListener;
import io.github.consulleader.role.Role;
import org.jspecify.annotations.Nullable;

/**
 * This process's part in the election of workers, for any number of roles on one Consul
 * session and one watch.
 * <p>
 * Made by {@link #builder()}, started by {@link #start()}, and ended by {@link #close()};
 * may be stopped and started again in between. Nothing blocks but {@link #close()};
 * Consul being away never fails anything, it is retried for ever with back-off. All
 * methods may be called from any thread.
 */
public final class LeaderElection implements AutoCloseable {

	private final Engine engine;

	private final Runnable beforehand;

	private final Runnable release;

	private final Duration patience;

	private final AtomicBoolean closed = new AtomicBoolean();

	private volatile @Nullable CompletableFuture<Boolean> last;

	/**
	 * Puts an election together.
	 * @param engine what decides
	 * @param beforehand what starting does besides
	 * @param release frees threads and connections
	 * @param patience how long closing waits at most
	 */
	LeaderElection(Engine engine, Runnable beforehand, Runnable release, Duration patience) {
		this.engine = engine;
		this.beforehand = beforehand;
		this.release = release;
		this.patience = patience;
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
		return this.engine.join(role, listener);
	}

	/**
	 * Takes part no longer: a held role is drained and handed over, with
	 * {@code WITHDRAWN} as reason.
	 * @param role the role
	 * @return completes when nothing of it is left in this process
	 */
	public CompletableFuture<Void> withdraw(Role role) {
		return this.engine.withdraw(role);
	}

	/**
	 * Starts to campaign for all roles. Does nothing if it was started already. Returns
	 * at once.
	 */
	public void start() {
		this.engine.start();
		this.beforehand.run();
	}

	/**
	 * Stops cleanly: running work drains, roles are handed over, then the session ends.
	 * May be started again afterwards. Returns at once.
	 * @return completes with {@code true} when nothing is left in Consul, or with
	 * {@code false} when work is stuck or Consul did not answer within drain-grace + 2 s;
	 * what is left then goes on until the work ends or the process does. Called from
	 * inside a callback or from work of this election it completes with {@code false} at
	 * once, since that must end first. Once this is closed: as closing did
	 */
	public CompletableFuture<Boolean> stop() {
		CompletableFuture<Boolean> closing = this.last;
		if (closing != null) {
			return closing.copy();
		}
		CompletableFuture<Boolean> stopped = this.engine.stop();
		return this.engine.isRunningOn(Thread.currentThread()) ? CompletableFuture.completedFuture(false) : stopped;
	}

	/**
	 * Returns what is known, for people and dash-boards.
	 * @return a consistent picture
	 */
	public ElectionStatus status() {
		return this.engine.status();
	}

	/**
	 * Stops, waits for it some seconds longer than the drain grace at most, and frees
	 * threads and connections; where work is stuck, they are freed when it has ended.
	 * Waits although the calling thread is interrupted. Safe to repeat.
	 */
	@Override
	public void close() {
		if (this.closed.compareAndSet(false, true)) {
			CompletableFuture<Boolean> closing = stop().completeOnTimeout(false, this.patience.toMillis(),
					TimeUnit.MILLISECONDS);
			this.last = closing;
			closing.join();
			this.engine.whenEnded(this.release);
		}
	}

}

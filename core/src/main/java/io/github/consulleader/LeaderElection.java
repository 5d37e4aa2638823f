package io.github.consulleader;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

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

	private final ExitWatch exits;

	private final Runnable beforehand;

	private final Runnable release;

	private final Duration patience;

	private volatile @Nullable CompletableFuture<Boolean> last;

	/**
	 * Puts an election together.
	 * @param engine what decides
	 * @param exits looks after a stop while the JVM ends
	 * @param beforehand what starting does besides
	 * @param release frees threads and connections
	 * @param patience how long closing waits at most
	 */
	LeaderElection(Engine engine, ExitWatch exits, Runnable beforehand, Runnable release, Duration patience) {
		this.engine = engine;
		this.exits = exits;
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
	 * @param listener notified of grant and revoke
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
		CompletableFuture<Boolean> stopped = (closing != null) ? closing.copy() : stopNow();
		return isCalledFromWithin() ? CompletableFuture.completedFuture(false) : stopped;
	}

	private CompletableFuture<Boolean> stopNow() {
		CompletableFuture<Boolean> stopped = this.engine.stop();
		this.exits.begin();
		return stopped;
	}

	private boolean isCalledFromWithin() {
		return this.engine.threads().all().contains(Thread.currentThread());
	}

	/**
	 * Work and callbacks of this election that the calling thread is inside of count as
	 * ended from now on, although they have not returned. For code that ends the
	 * application from wherever it is called, and waits for that: it would wait for
	 * itself. What the calling thread still does then, it does without the role. Does
	 * nothing on any other thread.
	 * @return whether the calling thread was inside of any
	 */
	public boolean detachCurrentThread() {
		boolean within = isCalledFromWithin();
		this.engine.threads().dismiss(Thread.currentThread());
		return within;
	}

	/**
	 * Returns what is known, for people and dash-boards.
	 * @return a consistent picture
	 */
	public ElectionStatus status() {
		return this.engine.status();
	}

	/**
	 * Stops, waits at most the drain grace and five seconds, and frees threads and
	 * connections; where work is stuck, they are freed when it has ended. Waits although
	 * the calling thread is interrupted, but not inside a callback or work of this
	 * election, which must end first: there it returns at once. Safe to repeat; whoever
	 * calls it waits.
	 */
	@Override
	public void close() {
		CompletableFuture<Boolean> closing = closing();
		if (!isCalledFromWithin()) {
			closing.join();
		}
	}

	private synchronized CompletableFuture<Boolean> closing() {
		CompletableFuture<Boolean> closing = this.last;
		if (closing == null) {
			closing = stopNow().completeOnTimeout(false, this.patience.toMillis(), TimeUnit.MILLISECONDS);
			this.last = closing;
			this.engine.whenEnded(this.release);
		}
		return closing;
	}

}

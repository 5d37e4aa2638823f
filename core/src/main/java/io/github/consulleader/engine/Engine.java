package io.github.consulleader.engine;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

import io.github.consulleader.consul.Consul;
import io.github.consulleader.role.ElectionStatus;
import io.github.consulleader.role.Leadership;
import io.github.consulleader.role.LeadershipListener;
import io.github.consulleader.role.Revocation;
import io.github.consulleader.role.Role;
import io.github.consulleader.role.Timings;
import io.github.consulleader.time.EventLoop;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All roles of a process on one session, one watch and one queue of transactions. Public
 * methods may be called from any thread; everything else happens on the event loop.
 */
public final class Engine {

	private static final Logger logger = LoggerFactory.getLogger(Engine.class);

	/** What stopping may take beyond the drain grace. */
	private static final Duration BEYOND_GRACE = Duration.ofSeconds(2);

	/** How often a stop that is overdue looks whether it may give up. */
	private static final Duration OVERDUE_LOOK = Duration.ofSeconds(1);

	private final EventLoop loop;

	private final EngineSettings settings;

	private final CallbackSupport code;

	private final ElectionRuntime room;

	private final Map<Role, RoleMachine> machines = new ConcurrentSkipListMap<>();

	private final RoleMachines all = new RoleMachines(this.machines);

	private final UserThreads threads = new UserThreads(this.machines);

	private boolean running;

	private boolean startAgain;

	private boolean closing;

	private boolean stopping;

	private final StopWaiters waiters = new StopWaiters();

	private @Nullable Runnable afterwards;

	private long runs;

	private Runnable overdue = () -> {
	};

	/**
	 * Makes an engine; nothing happens before {@link #start()}.
	 * @param consul where roles are kept
	 * @param loop where everything happens; what it throws belongs to {@link #recover}
	 * @param callbacks where user code runs
	 * @param settings what it is made for
	 * @param random where jitter and nonces come from
	 * @param exit ends the process
	 */
	public Engine(Consul consul, EventLoop loop, Executor callbacks, EngineSettings settings, RandomGenerator random,
			Runnable exit) {
		this.loop = loop;
		this.settings = settings;
		this.code = new CallbackSupport(callbacks);
		this.room = new ElectionRuntime(consul, loop, settings, random, exit, this.machines, this::reviewed);
	}

	/**
	 * Takes part in a role from now on.
	 * @param role the role
	 * @param listener notified of grant and revoke
	 * @return the handle on it
	 */
	public Leadership join(Role role, LeadershipListener listener) {
		RoleMachine machine = new RoleMachine(role, listener, this.code, this.room);
		if (this.machines.putIfAbsent(role, machine) != null) {
			throw new IllegalStateException("This election takes part in role '" + role + "' already: "
					+ "withdraw from it first, or use the Leadership that joining it returned");
		}
		this.loop.execute(() -> {
			this.room.retired().replace(role, machine);
			if (this.running && !this.stopping) {
				machine.want();
			}
		});
		return machine.leadership();
	}

	/**
	 * Takes part in a role no longer.
	 * @param role the role
	 * @return completes when nothing of it is left here
	 */
	public CompletableFuture<Void> withdraw(Role role) {
		CompletableFuture<Void> gone = new CompletableFuture<>();
		this.loop.execute(() -> {
			RoleMachine machine = this.machines.get(role);
			if (machine == null) {
				gone.complete(null);
				return;
			}
			machine.whenOff(() -> {
				if (this.machines.remove(role, machine)) {
					this.room.retired().add(machine);
					this.room.changed();
				}
				gone.complete(null);
			});
			machine.leave(Revocation.WITHDRAWN);
		});
		return gone;
	}

	/**
	 * Starts to campaign for all roles; after a stop that is under way, as soon as it is
	 * done.
	 */
	public void start() {
		this.loop.execute(() -> {
			if (this.stopping) {
				this.startAgain = true;
			}
			else if (!this.running) {
				begin();
			}
		});
	}

	/**
	 * Stops cleanly.
	 * @return completes with whether nothing is left in Consul, at the latest after drain
	 * grace + 2 s
	 */
	public CompletableFuture<Boolean> stop() {
		CompletableFuture<Boolean> result = new CompletableFuture<>();
		this.loop.execute(() -> {
			this.startAgain = false;
			if (!this.running) {
				result.complete(true);
				return;
			}
			this.waiters.add(result);
			if (!this.stopping) {
				this.stopping = true;
				this.room.leave();
				this.loop.schedule(this.settings.timings().drainGrace().plus(BEYOND_GRACE), this.overdue);
				for (RoleMachine machine : this.machines.values()) {
					machine.leave(Revocation.SHUTDOWN);
				}
				this.room.changed();
			}
		});
		return result;
	}

	/**
	 * Calls back when nothing of this engine runs any more, which after an overdue stop
	 * is later than {@link #stop()} says.
	 * @param then what to do, on the loop
	 */
	public void whenEnded(Runnable then) {
		this.loop.execute(() -> {
			if (this.running) {
				this.afterwards = then;
			}
			else {
				then.run();
			}
		});
	}

	/**
	 * Returns what is known.
	 * @return a picture for people
	 */
	public ElectionStatus status() {
		Timings timings = this.settings.timings();
		boolean checked = this.room.rolesSession().isChecked();
		return new ElectionStatus(this.settings.candidate(), timings, this.room.session(),
				this.room.rolesSession().since(), checked, timings.bounds(checked), this.room.problem(),
				this.machines.values().stream().map((machine) -> machine.leadership().status()).toList());
	}

	/**
	 * Returns the threads on which user code is running.
	 * @return asked at any time
	 */
	public UserThreads threads() {
		return this.threads;
	}

	/**
	 * Whether a stop is under way. Event loop only.
	 * @return whether it is
	 */
	public boolean isStopping() {
		return this.stopping;
	}

	/**
	 * Tells whoever waits for a stop that it will not be a clean one, ahead of time.
	 * Event loop only.
	 */
	public void stopWaiting() {
		this.waiters.settle(false);
	}

	/**
	 * Something threw on the event loop: nothing may be believed any more, and everything
	 * begins anew in a new session.
	 * @param failure what was thrown
	 */
	public void recover(Throwable failure) {
		logger.error("The engine failed; all roles are revoked and it starts over", failure);
		for (RoleMachine machine : this.machines.values()) {
			try {
				machine.recover();
			}
			catch (RuntimeException ex) {
				logger.error("Role {} cannot be recovered; this process no longer believes in it", machine.role(), ex);
			}
		}
		this.room.beginSessionAnew();
	}

	private void begin() {
		this.running = true;
		long run = ++this.runs;
		this.overdue = () -> overdue(run);
		this.room.open();
		this.machines.values().forEach(RoleMachine::want);
	}

	/** After each turn in which something has changed. */
	private void reviewed() {
		if (this.stopping && this.all.areOff()) {
			finish(true);
		}
	}

	/**
	 * The time for stopping is over: whoever waits is told, and what cannot be handed
	 * over is left to Consul.
	 */
	private void overdue(long run) {
		if (!this.stopping || run != this.runs) {
			return;
		}
		this.waiters.settle(false);
		if (this.machines.values().stream().allMatch((machine) -> machine.state().isIdle())) {
			finish(false);
		}
		else {
			this.loop.schedule(OVERDUE_LOOK, this.overdue);
		}
	}

	private void finish(boolean clean) {
		if (this.closing) {
			return;
		}
		this.closing = true;
		this.loop.schedule(this.room.isFollowed() ? QuietPeriod.MOMENT : Duration.ZERO,
				() -> this.room.close((confirmed) -> ended(clean && confirmed)));
	}

	private void ended(boolean clean) {
		this.machines.values().forEach(RoleMachine::abandon);
		Runnable then = this.afterwards;
		this.running = false;
		this.closing = false;
		this.stopping = false;
		this.afterwards = null;
		this.waiters.settle(clean);
		if (then != null) {
			then.run();
		}
		if (this.startAgain) {
			this.startAgain = false;
			begin();
		}
	}

}

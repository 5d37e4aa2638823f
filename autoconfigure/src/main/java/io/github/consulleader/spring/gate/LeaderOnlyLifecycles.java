package io.github.consulleader.spring.gate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

import io.github.consulleader.role.Role;
import io.github.consulleader.spring.LeaderContext;
import io.github.consulleader.spring.election.LeaderOnlyWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the lifecycle beans of a role in the order of their phases, and stops those that
 * were started in reverse order. They may live in several contexts, which come and go
 * while a term lasts.
 */
public final class LeaderOnlyLifecycles implements LeaderOnlyWork {

	private static final Logger logger = LoggerFactory.getLogger(LeaderOnlyLifecycles.class);

	private final List<LeaderOnlyLifecycleProcessor> contexts = new CopyOnWriteArrayList<>();

	private final Map<Role, RoleWork> roles = new ConcurrentHashMap<>();

	/** Has started nothing yet. */
	public LeaderOnlyLifecycles() {
	}

	/** Counts the beans of a context in with the next grant. */
	void add(LeaderOnlyLifecycleProcessor context) {
		if (!this.contexts.contains(context)) {
			this.contexts.add(context);
		}
	}

	/** Leaves out the beans of a context from the next grant on. */
	void forget(LeaderOnlyLifecycleProcessor context) {
		this.contexts.remove(context);
	}

	/** Stops the beans of a context that are running, and leaves them out from now on. */
	void leave(LeaderOnlyLifecycleProcessor context) {
		forget(context);
		this.roles.forEach((role, work) -> work.stop(role, (started) -> started.context() == context));
	}

	/**
	 * Starts the beans of a context that came while a term lasts already. A failure gives
	 * the role up.
	 */
	void startLate(LeaderOnlyLifecycleProcessor context, Role role) {
		work(role).startLate(context, role);
	}

	@Override
	public void start(LeaderContext context) {
		work(context.term().role()).start(context, this.contexts);
	}

	@Override
	public void stop(Role role) {
		RoleWork work = work(role);
		work.revoked();
		work.stop(role, (started) -> true);
	}

	private RoleWork work(Role role) {
		return this.roles.computeIfAbsent(role, (key) -> new RoleWork());
	}

	private record Started(LeaderOnlyLifecycleProcessor context, LeaderOnlyBean bean) {

	}

	/** What runs of one role. */
	private static final class RoleWork {

		private final ReentrantLock lock = new ReentrantLock();

		private final Deque<Started> running = new ArrayDeque<>();

		private @Nullable LeaderContext granted;

		void start(LeaderContext context, List<LeaderOnlyLifecycleProcessor> contexts) {
			this.lock.lock();
			try {
				this.granted = context;
				List<Started> all = new ArrayList<>();
				for (LeaderOnlyLifecycleProcessor each : contexts) {
					each.leaderOnlyBeans(context.term().role()).forEach((bean) -> all.add(new Started(each, bean)));
				}
				all.sort(Comparator.comparingInt((each) -> each.bean().phase()));
				startAll(context, all);
			}
			finally {
				this.lock.unlock();
			}
		}

		void startLate(LeaderOnlyLifecycleProcessor late, Role role) {
			this.lock.lock();
			try {
				LeaderContext context = this.granted;
				if (context != null) {
					startAll(context,
							late.leaderOnlyBeans(role).stream().map((bean) -> new Started(late, bean)).toList());
				}
			}
			catch (RuntimeException ex) {
				logger.error("Role {}: a bean of a context that came later failed to start; the role is given up", role,
						ex);
				yieldRole();
			}
			finally {
				this.lock.unlock();
			}
		}

		private void yieldRole() {
			if (this.granted != null) {
				this.granted.yield();
			}
		}

		private void startAll(LeaderContext context, List<Started> beans) {
			for (Started each : beans) {
				if (!context.isLeader()) {
					return;
				}
				this.running.push(each);
				logger.debug("Role {}: starting bean '{}'", each.bean().role(), each.bean().name());
				each.bean().start();
			}
		}

		void revoked() {
			this.lock.lock();
			try {
				this.granted = null;
			}
			finally {
				this.lock.unlock();
			}
		}

		void stop(Role role, Predicate<Started> which) {
			this.lock.lock();
			try {
				List<LeaderOnlyBean> stopping = this.running.stream().filter(which).map(Started::bean).toList();
				this.running.removeIf(which);
				LeaderOnlyLifecycles.stop(role, stopping);
			}
			finally {
				this.lock.unlock();
			}
		}

	}

	/**
	 * An interrupt means that there is no time left to stop one after the other: the rest
	 * is asked at once, and still waited for, because returning would let the next worker
	 * start.
	 */
	private static void stop(Role role, List<LeaderOnlyBean> running) {
		List<Stopping> late = new ArrayList<>();
		boolean interrupted = false;
		for (LeaderOnlyBean bean : running) {
			logger.debug("Role {}: stopping bean '{}'", role, bean.name());
			Stopping stopping = new Stopping(role, bean.name(), bean.stop());
			try {
				if (interrupted) {
					late.add(stopping);
				}
				else {
					stopping.await();
				}
			}
			catch (InterruptedException ex) {
				interrupted = true;
				late.add(stopping);
			}
		}
		for (Stopping stopping : late) {
			stopping.awaitUninterruptibly();
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	private record Stopping(Role role, String name, CompletableFuture<Void> stopped) {

		void await() throws InterruptedException {
			try {
				this.stopped.get();
			}
			catch (ExecutionException ex) {
				logger.error("Role {}: bean '{}' failed to stop", this.role, this.name, ex.getCause());
			}
		}

		void awaitUninterruptibly() {
			this.stopped.handle((done, failure) -> {
				if (failure != null) {
					logger.error("Role {}: bean '{}' failed to stop", this.role, this.name, failure);
				}
				return true;
			}).join();
		}

	}

}

package io.github.consulleader.spring.gate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;

import io.github.consulleader.role.Role;
import io.github.consulleader.spring.LeaderContext;
import io.github.consulleader.spring.election.LeaderOnlyWork;
import io.github.consulleader.spring.gate.StartedBeans.Started;
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

	private final Map<Role, StartedBeans> started = new ConcurrentHashMap<>();

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
		this.started.forEach((role, running) -> {
			running.leave(context);
			stop(role, running, (bean) -> bean.context() == context);
		});
	}

	/**
	 * Starts the beans of a context that came while a term lasts already. A failure gives
	 * the role up.
	 */
	void startLate(LeaderOnlyLifecycleProcessor context, Role role) {
		StartedBeans running = this.started.get(role);
		if (running != null) {
			try {
				start(role, running, of(role, context));
			}
			catch (RuntimeException ex) {
				logger.error("Role {}: a bean of a context that came later failed to start; the role is given up", role,
						ex);
				running.term().yield();
			}
		}
	}

	@Override
	public void start(LeaderContext context) {
		Role role = context.term().role();
		StartedBeans running = new StartedBeans(context);
		this.started.put(role, running);
		start(role, running, all(role));
	}

	/** What another thread has begun to stop is left to it. */
	@Override
	public void stop(Role role) {
		StartedBeans running = this.started.get(role);
		if (running != null) {
			running.close();
			stop(role, running, (bean) -> true);
			this.started.remove(role, running);
		}
	}

	@Override
	public boolean isThereFor(Role role) {
		return !all(role).isEmpty();
	}

	private List<Started> all(Role role) {
		return this.contexts.stream()
			.flatMap((context) -> of(role, context).stream())
			.sorted(Comparator.comparingInt((each) -> each.bean().phase()))
			.toList();
	}

	private static List<Started> of(Role role, LeaderOnlyLifecycleProcessor context) {
		return context.leaderOnlyBeans(role).stream().map((bean) -> new Started(context, bean)).toList();
	}

	private static void start(Role role, StartedBeans running, List<Started> beans) {
		for (Started each : beans) {
			if (running.isOver()) {
				return;
			}
			if (running.begin(each)) {
				logger.debug("Role {}: starting bean '{}'", role, each.bean().name());
				try {
					each.bean().start();
				}
				finally {
					if (!running.begun(each)) {
						stop(role, running, each::equals);
					}
				}
			}
		}
	}

	/**
	 * An interrupt means that there is no time left to stop one after the other: the rest
	 * is asked at once, and still waited for, because returning would let the next worker
	 * start.
	 */
	private static void stop(Role role, StartedBeans running, Predicate<Started> which) {
		List<Stopping> late = new ArrayList<>();
		boolean interrupted = false;
		for (LeaderOnlyBean bean = running.next(which); bean != null; bean = running.next(which)) {
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

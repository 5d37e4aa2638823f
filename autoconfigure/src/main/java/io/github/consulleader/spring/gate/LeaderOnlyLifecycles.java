package io.github.consulleader.spring.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;

import io.github.consulleader.role.Role;
import io.github.consulleader.spring.LeaderContext;
import io.github.consulleader.spring.election.LeaderOnlyWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the lifecycle beans of a role in the order of their phases, and stops those that
 * were started in reverse order.
 */
public final class LeaderOnlyLifecycles implements LeaderOnlyWork {

	private static final Logger logger = LoggerFactory.getLogger(LeaderOnlyLifecycles.class);

	private final Function<Role, List<LeaderOnlyBean>> beans;

	private final Map<Role, StartedBeans> started = new ConcurrentHashMap<>();

	private LeaderOnlyLifecycles(Function<Role, List<LeaderOnlyBean>> beans) {
		this.beans = beans;
	}

	/**
	 * Has started nothing yet.
	 * @param processor knows the beans; {@code null} where it is somebody else's, who has
	 * no leader-only beans
	 * @return starts and stops them
	 */
	public static LeaderOnlyLifecycles of(@Nullable LeaderOnlyLifecycleProcessor processor) {
		return new LeaderOnlyLifecycles((processor != null) ? processor::leaderOnlyBeans : (role) -> List.of());
	}

	@Override
	public void start(LeaderContext context) {
		Role role = context.term().role();
		StartedBeans running = new StartedBeans();
		this.started.put(role, running);
		for (LeaderOnlyBean bean : this.beans.apply(role)) {
			if (!context.isLeader() || !running.begin(bean)) {
				return;
			}
			logger.debug("Role {}: starting bean '{}'", role, bean.name());
			try {
				bean.start();
			}
			finally {
				if (!running.begun()) {
					stop(role, running);
				}
			}
		}
	}

	@Override
	public boolean isThereFor(Role role) {
		return !this.beans.apply(role).isEmpty();
	}

	/** What another thread has begun to stop is left to it. */
	@Override
	public void stop(Role role) {
		StartedBeans running = this.started.get(role);
		if (running != null) {
			running.close();
			stop(role, running);
			this.started.remove(role, running);
		}
	}

	/**
	 * An interrupt means that there is no time left to stop one after the other: the rest
	 * is asked at once, and still waited for, because returning would let the next worker
	 * start.
	 */
	private static void stop(Role role, StartedBeans running) {
		List<Stopping> late = new ArrayList<>();
		boolean interrupted = false;
		for (LeaderOnlyBean bean = running.next(); bean != null; bean = running.next()) {
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

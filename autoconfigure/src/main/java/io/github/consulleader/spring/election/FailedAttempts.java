package io.github.consulleader.spring.election;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.github.consulleader.role.Leadership;
import io.github.consulleader.role.Role;
import io.github.consulleader.role.RoleStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.integration.leader.Context;
import org.springframework.integration.leader.event.LeaderEventPublisher;

/**
 * Publishes that a role could not be had, once for each term of another process.
 */
public final class FailedAttempts implements SmartLifecycle {

	/** As often as Spring Integration's own initiator tries. */
	private static final long EVERY_MILLIS = 500;

	private static final Logger logger = LoggerFactory.getLogger(FailedAttempts.class);

	private final DefaultLeaderships roles;

	private final LeaderEventPublisher events;

	private final Map<Role, RoleStatus.Worker> published = new HashMap<>();

	private @Nullable ScheduledExecutorService thread;

	/**
	 * Publishes nothing yet.
	 * @param roles whose workers are looked at
	 * @param events where it is published
	 */
	public FailedAttempts(DefaultLeaderships roles, LeaderEventPublisher events) {
		this.roles = roles;
		this.events = events;
	}

	@Override
	public synchronized void start() {
		if (this.thread == null) {
			ScheduledExecutorService added = Executors.newSingleThreadScheduledExecutor((task) -> {
				Thread made = new Thread(task, "consul-leader-failed-attempts");
				made.setDaemon(true);
				return made;
			});
			this.thread = added;
			var unused = added.scheduleWithFixedDelay(this::lookAtAll, EVERY_MILLIS, EVERY_MILLIS,
					TimeUnit.MILLISECONDS);
		}
	}

	private void lookAtAll() {
		for (Leadership leadership : this.roles.all()) {
			try {
				lookAt(leadership);
			}
			catch (RuntimeException ex) {
				logger.error("Role {}: a listener of OnFailedToAcquireMutexEvent has failed", leadership.role(), ex);
			}
		}
	}

	/** Publishes if another worker is seen than the last time. */
	void lookAt(Leadership leadership) {
		RoleStatus status = leadership.status();
		RoleStatus.Worker worker = status.worker();
		if (status.state() != RoleStatus.State.SLUMBERER || worker == null) {
			return;
		}
		if (!worker.equals(this.published.put(status.role(), worker))) {
			this.events.publishOnFailedToAcquire(leadership, new NotLeader(status.role().name()), status.role().name());
		}
	}

	@Override
	public synchronized void stop() {
		if (this.thread != null) {
			this.thread.shutdownNow();
			this.thread = null;
		}
	}

	@Override
	public synchronized boolean isRunning() {
		return this.thread != null;
	}

	/**
	 * What a listener sees of a role that another process has.
	 *
	 * @param getRole the role's name
	 */
	private record NotLeader(String getRole) implements Context {

		@Override
		public boolean isLeader() {
			return false;
		}

	}

}

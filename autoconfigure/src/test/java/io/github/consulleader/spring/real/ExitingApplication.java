package io.github.consulleader.spring.real;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

import io.github.consulleader.role.HandOver;
import io.github.consulleader.spring.LeaderOnly;
import io.github.consulleader.spring.Leaderships;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.context.event.SimpleApplicationEventMulticaster;
import org.springframework.integration.leader.event.OnRevokedEvent;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * An application that ends itself from inside leader work, once it has the role, if it
 * ends itself at all.
 */
final class ExitingApplication {

	static final int STATUS = 3;

	/** From where, and how, the end is called. */
	enum Place {

		/** {@code System.exit} in a job. */
		JOB,

		/** The same, where the roles are given up with the context only. */
		JOB_AND_CONTEXT_WITHOUT_HOOK,

		/** {@code SpringApplication.exit} in a job, while the JVM goes on. */
		CLOSING_JOB,

		/** A revoke listener, where events have an executor. */
		REVOKE_LISTENER,

		/** The start of a leader-only bean. */
		LIFECYCLE_START,

		/** The stop of a leader-only bean. */
		LIFECYCLE_STOP,

		/** It does not end itself, although nothing but its role keeps it alive. */
		NOWHERE;

		/** Whether Spring does not wait for the job itself. */
		boolean ends() {
			return !closesContext() && this != CLOSING_JOB;
		}

		boolean closesContext() {
			return this == JOB_AND_CONTEXT_WITHOUT_HOOK;
		}

		boolean isJob() {
			return this == JOB || closesContext() || this == CLOSING_JOB;
		}

	}

	private ExitingApplication() {
	}

	public static void main(String[] arguments) {
		Place place = Place.valueOf(arguments[0]);
		new SpringApplicationBuilder(Instance.Base.class, place.isJob() ? Jobs.class : Callbacks.class)
			.web(WebApplicationType.NONE)
			.registerShutdownHook(place.closesContext())
			.initializers((context) -> context.getBeanFactory().registerSingleton("place", place))
			.properties("spring.main.banner-mode=off", "consul.leader.warm-up=false", "consul.leader.check-ttl=30s",
					"consul.leader.drain-grace=10m", "spring.lifecycle.timeout-per-shutdown-phase=20m",
					"consul.leader.shutdown-hook=" + (place != Place.JOB_AND_CONTEXT_WITHOUT_HOOK))
			.run(arguments);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableScheduling
	static class Jobs {

		private final Place place;

		private final ApplicationContext context;

		Jobs(Place place, ApplicationContext context) {
			this.place = place;
			this.context = context;
		}

		@LeaderOnly
		@Scheduled(initialDelay = 1)
		void run() {
			if (this.place == Place.CLOSING_JOB) {
				SpringApplication.exit(this.context);
			}
			else {
				System.exit(STATUS);
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Callbacks {

		private final Place place;

		Callbacks(Place place) {
			this.place = place;
		}

		@Bean
		static SimpleApplicationEventMulticaster applicationEventMulticaster() {
			SimpleApplicationEventMulticaster multicaster = new SimpleApplicationEventMulticaster();
			multicaster.setTaskExecutor(Executors.newCachedThreadPool());
			return multicaster;
		}

		@Bean
		Work work(Leaderships leaderships) {
			return new Work(this.place, leaderships);
		}

		@EventListener
		void revoked(OnRevokedEvent event) {
			exitAt(this.place, Place.REVOKE_LISTENER);
		}

	}

	private static void exitAt(Place place, Place here) {
		if (place == here) {
			System.exit(STATUS);
		}
	}

	@LeaderOnly
	static class Work implements SmartLifecycle {

		private final Place place;

		private final Leaderships leaderships;

		private volatile boolean running;

		Work(Place place, Leaderships leaderships) {
			this.place = place;
			this.leaderships = leaderships;
		}

		@Override
		public synchronized void start() {
			this.running = true;
			exitAt(this.place, Place.LIFECYCLE_START);
			if (this.place == Place.NOWHERE) {
				return;
			}
			CompletableFuture<HandOver> unused = this.leaderships.of("app").yieldRole();
		}

		@Override
		public synchronized void stop() {
			exitAt(this.place, Place.LIFECYCLE_STOP);
			this.running = false;
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

	}

}

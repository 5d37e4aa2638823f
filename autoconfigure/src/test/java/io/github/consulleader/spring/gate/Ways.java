package io.github.consulleader.spring.gate;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.context.Lifecycle;
import org.springframework.context.SmartLifecycle;
import org.springframework.integration.dsl.IntegrationFlowAdapter;
import org.springframework.integration.dsl.IntegrationFlowDefinition;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Ways to work that the gate holds, none of them marked.
 */
final class Ways {

	private Ways() {
	}

	/** Counts how often it is called from outside. */
	interface Counted {

		AtomicInteger calls();

	}

	static class Called implements Counted {

		private final AtomicInteger calls = new AtomicInteger();

		@Override
		public AtomicInteger calls() {
			return this.calls;
		}

		public void called() {
			this.calls.incrementAndGet();
		}

	}

	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@Scheduled(fixedDelay = Jobs.DELAY)
	@interface Often {

	}

	static class PublicScheduled extends Called {

		@Scheduled(fixedDelay = Jobs.DELAY)
		public void call() {
			called();
		}

	}

	static class PackagePrivateScheduled extends Called {

		@Scheduled(fixedDelay = Jobs.DELAY)
		void call() {
			called();
		}

	}

	static class RepeatedlyScheduled extends Called {

		@Scheduled(fixedRate = Jobs.DELAY)
		@Scheduled(cron = "*/1 * * * * *")
		public void call() {
			called();
		}

	}

	static class ComposedScheduled extends Called {

		@Often
		public void call() {
			called();
		}

	}

	interface ScheduledByDefault {

		void called();

		@Scheduled(fixedDelay = Jobs.DELAY)
		default void call() {
			called();
		}

	}

	static class DefaultMethodScheduled extends Called implements ScheduledByDefault {

	}

	static class Smart extends Called implements SmartLifecycle {

		private volatile boolean running;

		@Override
		public void start() {
			this.running = true;
			called();
		}

		@Override
		public void stop() {
			this.running = false;
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

	}

	static class Plain extends Called implements Lifecycle {

		private volatile boolean running;

		@Override
		public void start() {
			this.running = true;
			called();
		}

		@Override
		public void stop() {
			this.running = false;
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

	}

	/** Of a library that knows no Spring. */
	static class StartedByMethod extends Called {

		public void open() {
			called();
		}

		public void shut() {
			// Has nothing to free.
		}

	}

	static class FlowAdapter extends IntegrationFlowAdapter implements Counted {

		private final Called called = new Called();

		@Override
		public AtomicInteger calls() {
			return this.called.calls();
		}

		@Override
		protected IntegrationFlowDefinition<?> buildFlow() {
			return fromSupplier(() -> "message", (source) -> source.poller((p) -> p.fixedDelay(Jobs.DELAY)))
				.handle((message) -> this.called.called());
		}

	}

}

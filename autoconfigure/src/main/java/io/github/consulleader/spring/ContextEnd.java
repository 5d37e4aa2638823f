package io.github.consulleader.spring;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;

/**
 * Notified that a context closes before all others are, and by the thread that closes it,
 * also where an executor notifies the others: the context waits.
 */
final class ContextEnd implements ApplicationListener<ContextClosedEvent>, Ordered {

	private final ApplicationContext context;

	private final Runnable closes;

	ContextEnd(ApplicationContext context, Runnable closes) {
		this.context = context;
		this.closes = closes;
	}

	@Override
	public void onApplicationEvent(ContextClosedEvent event) {
		if (event.getApplicationContext() == this.context) {
			this.closes.run();
		}
	}

	@Override
	public boolean supportsAsyncExecution() {
		return false;
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

}

package io.github.consulleader.spring.election;

import java.util.concurrent.Executor;

import org.springframework.beans.DirectFieldAccessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.event.SimpleApplicationEventMulticaster;
import org.springframework.context.support.AbstractApplicationContext;

/**
 * Lets listeners handle leader events before publishing returns, also where the
 * application has all events handled by an executor: a role must not be handed over
 * before its revoke listeners have returned. Other events, also those that such a
 * listener publishes, go the way they always go.
 */
public final class LeaderEventDelivery implements BeanPostProcessor {

	private final ThreadLocal<Boolean> here = ThreadLocal.withInitial(() -> false);

	/** Made by the auto-configuration. */
	public LeaderEventDelivery() {
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (AbstractApplicationContext.APPLICATION_EVENT_MULTICASTER_BEAN_NAME.equals(beanName)
				&& bean instanceof SimpleApplicationEventMulticaster multicaster
				&& new DirectFieldAccessor(multicaster).getPropertyValue("taskExecutor") instanceof Executor executor) {
			multicaster.setTaskExecutor((task) -> execute(task, executor));
		}
		return bean;
	}

	private void execute(Runnable task, Executor executor) {
		if (!this.here.get()) {
			executor.execute(task);
			return;
		}
		this.here.set(false);
		try {
			task.run();
		}
		finally {
			this.here.set(true);
		}
	}

	/** Publishes what listeners are to handle on the calling thread. */
	void here(Runnable publishing) {
		this.here.set(true);
		try {
			publishing.run();
		}
		finally {
			this.here.remove();
		}
	}

}

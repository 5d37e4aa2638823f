package io.github.consulleader.spring.gate;

import java.lang.reflect.Method;

import io.github.consulleader.spring.LeaderOnly;

import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.EventListenerFactory;
import org.springframework.context.event.SmartApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * Takes the {@code @EventListener} that {@link LeaderOnly} carries for contexts without a
 * gate, and makes nothing of it. Methods that are event listeners besides are refused by
 * the gate.
 */
public final class MarkedMethodListenerFactory implements EventListenerFactory, Ordered {

	/** Made by the context. */
	public MarkedMethodListenerFactory() {
	}

	@Override
	public boolean supportsMethod(Method method) {
		return AnnotatedElementUtils.hasAnnotation(method, LeaderOnly.class);
	}

	@Override
	public ApplicationListener<?> createApplicationListener(String beanName, Class<?> type, Method method) {
		return new Nothing();
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	/** Listens to no event. */
	private static final class Nothing implements SmartApplicationListener {

		@Override
		public boolean supportsEventType(Class<? extends ApplicationEvent> type) {
			return false;
		}

		@Override
		public void onApplicationEvent(ApplicationEvent event) {
			throw new IllegalStateException("Listens to no event");
		}

	}

}

package io.github.consulleader.spring.gate;

import java.lang.reflect.Method;
import java.util.List;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.CommandLineRunner;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.util.ReflectionUtils;

/**
 * Whether anything of a leader-only bean would run past the gate.
 *
 * @param beanName the bean's name
 * @param bean the bean
 * @param type its class behind all proxies
 */
record TypeCheck(String beanName, Object bean, Class<?> type) {

	private static final List<Class<?>> STARTED_BY_OTHERS = List.of(ApplicationRunner.class, CommandLineRunner.class,
			ApplicationListener.class);

	private static final String APART = "Move that to a bean of its own that is not @LeaderOnly, and let it ask "
			+ "Leadership.runIfLeader(..).";

	void refuseBypasses() {
		for (Class<?> startedByOthers : STARTED_BY_OTHERS) {
			if (startedByOthers.isInstance(this.bean)) {
				throw refused("Spring calls it as " + startedByOthers.getSimpleName() + " on every instance.", APART);
			}
		}
		for (Method method : ReflectionUtils.getUniqueDeclaredMethods(this.type)) {
			if (isListener(method)) {
				throw new LeaderOnlyException(LeaderOnlyRoles.where(this.beanName, method),
						"it is a listener, which is called on every instance.", APART);
			}
		}
	}

	/** Listeners of JMS, Kafka, RabbitMQ and others carry MessageMapping. */
	private static boolean isListener(Method method) {
		return AnnotatedElementUtils.hasAnnotation(method, EventListener.class)
				|| AnnotatedElementUtils.hasAnnotation(method, MessageMapping.class);
	}

	LeaderOnlyException refusedIdle() {
		return refused(
				"it gates @Scheduled methods and Lifecycle beans, and this bean is neither: it would run anywhere.",
				"Add @Scheduled to a method or implement SmartLifecycle, or ask Leadership.runIfLeader(..) where it is "
						+ "called.");
	}

	private LeaderOnlyException refused(String problem, String wayOut) {
		return new LeaderOnlyException("bean '" + this.beanName + "' (" + this.type.getName() + ")", problem, wayOut);
	}

}

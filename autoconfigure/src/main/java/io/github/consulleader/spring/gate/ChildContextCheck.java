package io.github.consulleader.spring.gate;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.core.Ordered;

/**
 * Refuses children of this context that were made without a gate and hold something
 * leader-only that could not bring one along: marked by a superclass or an interface, or
 * in a context that reads no annotations. The refresh of the child fails then.
 */
public final class ChildContextCheck implements ApplicationListener<ContextRefreshedEvent>, Ordered {

	/** Made by the context. */
	public ChildContextCheck() {
	}

	@Override
	public void onApplicationEvent(ContextRefreshedEvent event) {
		if (event.getApplicationContext() instanceof ConfigurableApplicationContext context) {
			ConfigurableListableBeanFactory beans = context.getBeanFactory();
			if (!beans.containsLocalBean(LeaderOnlyGateInstaller.NAME)) {
				new BeanSurvey(beans).forEach((name, type) -> refuseMarked(context, beans, name, type));
			}
		}
	}

	private static void refuseMarked(ConfigurableApplicationContext context, ConfigurableListableBeanFactory beans,
			String name, Class<?> type) {
		LeaderOnlyMarks marks = new LeaderOnlyAnnotations(beans).marks(name, type);
		if (marks.any()) {
			String where = marks.methods()
				.stream()
				.findFirst()
				.map((method) -> LeaderOnlyRoles.where(name, method))
				.orElse("bean '" + name + "' (" + type.getName() + ")");
			throw new LeaderOnlyException(where,
					"the context '" + context.getDisplayName() + "' that it lives in was made without the gate.",
					"Import LeaderOnlyAutoConfiguration in that context, or make it with SpringApplicationBuilder.");
		}
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

}

package io.github.consulleader.spring.gate;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanFactory;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.scheduling.annotation.ScheduledAnnotationBeanPostProcessor;

/**
 * Whether the processors that gate are the ones that work in this context.
 *
 * @param beans the context's
 * @param beanName the bean that is to be gated
 */
record ProcessorCheck(ConfigurableListableBeanFactory beans, String beanName) {

	private static final String USE_OURS = "Remove that bean and use @EnableScheduling, or extend "
			+ LeaderGatedScheduledProcessor.class.getName() + ".";

	void refuseForeignScheduling() {
		for (String name : this.beans.getBeanNamesForType(ScheduledAnnotationBeanPostProcessor.class, true, false)) {
			Class<?> type = this.beans.getType(name, false);
			if (type == null || !LeaderGatedScheduledProcessor.class.isAssignableFrom(type)) {
				throw refused("its @Scheduled methods are scheduled by the bean '" + name + "' (" + nameOf(type)
						+ "), which knows no gate.", USE_OURS);
			}
		}
		refuseAddedScheduling();
	}

	/** Whether anything schedules {@code @Scheduled} methods. */
	boolean isScheduling() {
		return this.beans.getBeanNamesForType(ScheduledAnnotationBeanPostProcessor.class, true, false).length != 0;
	}

	private void refuseAddedScheduling() {
		if (this.beans instanceof AbstractBeanFactory factory) {
			for (BeanPostProcessor processor : factory.getBeanPostProcessors()) {
				if (processor instanceof ScheduledAnnotationBeanPostProcessor
						&& !(processor instanceof LeaderGatedScheduledProcessor)) {
					throw refused("its @Scheduled methods are scheduled by " + processor.getClass().getName()
							+ ", which was added to the context by hand and knows no gate.", USE_OURS);
				}
			}
		}
	}

	void refuseForeignLifecycle() {
		String name = AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME;
		Class<?> type = this.beans.containsLocalBean(name) ? this.beans.getType(name, false) : null;
		if (type == null || !LeaderOnlyLifecycleProcessor.class.isAssignableFrom(type)) {
			throw refused("it would be started by the bean '" + name + "' (" + nameOf(type) + "), which knows no gate.",
					"Remove that bean, or extend " + LeaderOnlyLifecycleProcessor.class.getName() + ".");
		}
	}

	private static String nameOf(@Nullable Class<?> type) {
		return (type != null) ? type.getName() : "of no known type";
	}

	private LeaderOnlyException refused(String problem, String wayOut) {
		return new LeaderOnlyException("bean '" + this.beanName + "'", problem, wayOut);
	}

}

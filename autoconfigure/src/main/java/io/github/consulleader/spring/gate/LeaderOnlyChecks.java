package io.github.consulleader.spring.gate;

import java.lang.reflect.Method;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.Lifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * Looks at each bean as it is made, and refuses {@code @LeaderOnly} where its promise
 * would not be kept.
 */
public final class LeaderOnlyChecks implements BeanPostProcessor, BeanFactoryAware {

	private @Nullable LeaderOnlyAnnotations annotations;

	/** Made by the auto-configuration. */
	public LeaderOnlyChecks() {
	}

	@Override
	public void setBeanFactory(BeanFactory beanFactory) {
		this.annotations = new LeaderOnlyAnnotations((ConfigurableListableBeanFactory) beanFactory);
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (this.annotations != null) {
			check(this.annotations, bean, beanName);
		}
		return bean;
	}

	private static void check(LeaderOnlyAnnotations annotations, Object bean, String beanName) {
		Class<?> type = AopUtils.getTargetClass(bean);
		boolean wholeBean = annotations.onBean(beanName, type) != null;
		Set<Method> marked = annotations.methods(type);
		if (!wholeBean && marked.isEmpty()) {
			return;
		}
		Set<Method> scheduled = annotations.scheduledMethods(type);
		for (Method method : marked) {
			if (!scheduled.contains(method) && !AnnotatedElementUtils.hasAnnotation(method, Bean.class)) {
				throw new MethodCheck(beanName, method).refusedPlain();
			}
		}
		Set<Method> gated = wholeBean ? scheduled : marked;
		gated.stream()
			.filter(scheduled::contains)
			.map((method) -> new MethodCheck(beanName, method))
			.forEach(MethodCheck::refuseWhatTheSchedulerCannotHold);
		ProcessorCheck processors = new ProcessorCheck(annotations.beans(), beanName);
		if (gated.stream().anyMatch(scheduled::contains)) {
			processors.refuseForeignScheduling();
		}
		if (wholeBean) {
			new TypeCheck(beanName, bean, type).refuseBypasses();
			if (bean instanceof Lifecycle) {
				processors.refuseForeignLifecycle();
			}
			else if (scheduled.isEmpty()) {
				throw new TypeCheck(beanName, bean, type).refusedIdle();
			}
		}
	}

}

package io.github.consulleader.spring.gate;

import java.lang.reflect.Method;
import java.util.Set;

import io.github.consulleader.spring.LeaderOnly;

import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.Lifecycle;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.integration.dsl.IntegrationFlow;

/**
 * Refuses what cannot be held of a bean that is leader-only, or that has methods which
 * are. What is not known to be held is refused.
 *
 * @param beans those of the context that the bean lives in
 * @param name the bean's name
 * @param type its class behind all proxies
 * @param marks what of it is leader-only
 */
record BeanCheck(ConfigurableListableBeanFactory beans, String name, Class<?> type, LeaderOnlyMarks marks) {

	void refuseWhatCannotBeHeld() {
		AnnotationCheck annotations = new AnnotationCheck(this.name);
		if (AopInfrastructureBean.class.isAssignableFrom(this.type)) {
			throw new TypeCheck(this.name, this.type).refusedInfrastructure();
		}
		for (Method method : this.marks.plain()) {
			annotations.refuse(method);
			throw method(method).refusedPlain();
		}
		for (Method method : this.marks.gated()) {
			method(method).refuseWhatTheSchedulerCannotHold();
			annotations.refuse(method);
		}
		if (!this.marks.gated().isEmpty()) {
			processors().refuseForeignScheduling();
		}
		if (this.marks.wholeBean()) {
			if (Thread.class.isAssignableFrom(this.type)) {
				throw new TypeCheck(this.name, this.type).refusedThread();
			}
			new TypeCheck(this.name, this.type).refuseBypasses();
			refuseDefinition();
			if (isLifecycle()) {
				processors().refuseForeignLifecycle();
			}
		}
	}

	private void refuseDefinition() {
		BeanDefinition definition = this.beans.containsBeanDefinition(this.name)
				? this.beans.getMergedBeanDefinition(this.name) : null;
		Method maker = (definition instanceof RootBeanDefinition root) ? root.getResolvedFactoryMethod() : null;
		Set<String> roles = new DeclaredRoles(this.type, maker).all();
		if (roles.size() > 1) {
			throw new TypeCheck(this.name, this.type).refusedRoles(roles);
		}
		if (definition == null) {
			return;
		}
		if (maker != null && AnnotatedElementUtils.hasAnnotation(maker, LeaderOnly.class)) {
			new AnnotationCheck(this.name).refuse(maker);
		}
		if (isLifecycle() && !definition.isSingleton()) {
			throw new TypeCheck(this.name, this.type).refusedScope(definition.getScope());
		}
	}

	/** A flow becomes a lifecycle bean when Spring Integration wraps it. */
	private boolean isLifecycle() {
		return Lifecycle.class.isAssignableFrom(this.type) || IntegrationFlow.class.isAssignableFrom(this.type);
	}

	/**
	 * Refuses a bean of which nothing would be gated.
	 * @param instance whether the bean is a lifecycle bean in the end
	 */
	void refuseIdle(boolean instance) {
		if (this.marks.wholeBean() && this.marks.scheduled().isEmpty() && !instance && !isMaker()) {
			throw new TypeCheck(this.name, this.type).refusedIdle();
		}
	}

	boolean mayWork() {
		return isLifecycle() || isMaker() || !this.marks.scheduled().isEmpty();
	}

	/** What counts is the product then; a maker that starts and stops holds that too. */
	private boolean isMaker() {
		return FactoryBean.class.isAssignableFrom(this.type) || (this.beans.containsLocalBean(this.name)
				&& this.beans.isTypeMatch("&" + this.name, Lifecycle.class));
	}

	MethodCheck method(Method method) {
		return new MethodCheck(this.name, method, this.type);
	}

	ProcessorCheck processors() {
		return new ProcessorCheck(this.beans, this.name);
	}

}

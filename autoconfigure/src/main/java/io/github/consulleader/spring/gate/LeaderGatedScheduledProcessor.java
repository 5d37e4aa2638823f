package io.github.consulleader.spring.gate;

import java.lang.reflect.Method;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

import io.github.consulleader.role.Role;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.scheduling.annotation.ScheduledAnnotationBeanPostProcessor;

/**
 * Makes the runs of {@code @Scheduled} methods as its superclass does, those of
 * {@code @LeaderOnly} ones behind the gate. No proxy takes part, so final classes,
 * private methods and a missing auto-proxy creator leave no hole.
 */
public class LeaderGatedScheduledProcessor extends ScheduledAnnotationBeanPostProcessor {

	private final Map<Object, String> namesInProcess = Collections.synchronizedMap(new IdentityHashMap<>());

	private @Nullable BeanFactory beans;

	/** Made in place of Spring's own. */
	public LeaderGatedScheduledProcessor() {
	}

	@Override
	public void setBeanFactory(BeanFactory beanFactory) {
		super.setBeanFactory(beanFactory);
		this.beans = beanFactory;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		this.namesInProcess.put(bean, beanName);
		try {
			return super.postProcessAfterInitialization(bean, beanName);
		}
		finally {
			this.namesInProcess.remove(bean);
		}
	}

	@Override
	protected Runnable createRunnable(Object target, Method method, @Nullable String qualifier) {
		Runnable run = super.createRunnable(target, method, qualifier);
		String name = this.namesInProcess.getOrDefault(target, "");
		LeaderOnlyGate gate = gate();
		return role(gate, name, target, method).map((role) -> {
			gate.scheduled(name, method);
			return gated(gate, role, run);
		}).orElse(run);
	}

	private static Optional<Role> role(LeaderOnlyGate gate, String name, Object target, Method method) {
		LeaderOnlyRoles roles = gate.election().annotations();
		return roles.ofMethod(name, method).or(() -> roles.ofBean(name, AopProxyUtils.ultimateTargetClass(target)));
	}

	private static Runnable gated(LeaderOnlyGate gate, Role role, Runnable run) {
		return new GatedRun(run, gate.election().roles().gate(role, run));
	}

	private LeaderOnlyGate gate() {
		if (this.beans == null) {
			throw new IllegalStateException("No bean factory");
		}
		return this.beans.getBean(LeaderOnlyGate.NAME, LeaderOnlyGate.class);
	}

}

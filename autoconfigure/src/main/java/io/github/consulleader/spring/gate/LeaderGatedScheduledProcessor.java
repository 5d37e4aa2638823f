package io.github.consulleader.spring.gate;

import java.lang.reflect.Method;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

import io.github.consulleader.role.Role;
import io.github.consulleader.spring.election.DefaultLeaderships;
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

	private final LeaderTaskRegistrar registrar;

	private @Nullable BeanFactory beans;

	/** Made in place of Spring's own. */
	public LeaderGatedScheduledProcessor() {
		this(new LeaderTaskRegistrar());
	}

	private LeaderGatedScheduledProcessor(LeaderTaskRegistrar registrar) {
		super(registrar);
		this.registrar = registrar;
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
		Optional<Role> marked = role(gate, name, target, method);
		if (marked.isPresent() && gate.isDisabled(method)) {
			gate.scheduled(name, method);
			this.registrar.made(null);
			return () -> {
				throw new IllegalStateException("Switched off: " + method);
			};
		}
		GatedRun gated = marked.map((role) -> {
			gate.scheduled(name, method);
			return gated(gate.election(), role, run);
		}).orElse(null);
		this.registrar.made(gated);
		return (gated != null) ? gated : run;
	}

	private static Optional<Role> role(LeaderOnlyGate gate, String name, Object target, Method method) {
		LeaderOnlyRoles roles = gate.election().annotations();
		return roles.ofMethod(name, method).or(() -> roles.ofBean(name, AopProxyUtils.ultimateTargetClass(target)));
	}

	private static GatedRun gated(ElectionInReach election, Role role, Runnable run) {
		DefaultLeaderships roles = election.roles();
		TermTasks tasks = election.tasks();
		return new GatedRun(run, (job) -> roles.gate(role, job), (task) -> tasks.add(role, task));
	}

	private LeaderOnlyGate gate() {
		if (this.beans == null) {
			throw new IllegalStateException("No bean factory");
		}
		return this.beans.getBean(LeaderOnlyGate.NAME, LeaderOnlyGate.class);
	}

}

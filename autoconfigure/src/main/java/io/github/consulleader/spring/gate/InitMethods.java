package io.github.consulleader.spring.gate;

import java.lang.reflect.Method;
import java.util.List;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.Lifecycle;
import org.springframework.util.ReflectionUtils;

/**
 * A bean that is started by its init methods and stopped by its destroy methods, on grant
 * and revoke instead of with the context.
 */
final class InitMethods implements Lifecycle {

	private final BeanFactory beans;

	private final String name;

	private final Class<?> type;

	private final List<String> starting;

	private final List<String> stopping;

	private volatile boolean running;

	InitMethods(BeanFactory beans, String name, Class<?> type, List<String> starting, List<String> stopping) {
		this.beans = beans;
		this.name = name;
		this.type = type;
		this.starting = starting;
		this.stopping = stopping;
	}

	/** The bean's class. */
	Class<?> type() {
		return this.type;
	}

	/** A start that fails half-way is stopped all the same. */
	@Override
	public void start() {
		this.running = true;
		this.starting.forEach(this::call);
	}

	@Override
	public void stop() {
		this.running = false;
		this.stopping.forEach(this::call);
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	private void call(String methodName) {
		Object bean = this.beans.getBean(this.name);
		Object target = AopProxyUtils.getSingletonTarget(bean);
		Object called = (target != null) ? target : bean;
		Method method = ReflectionUtils.findMethod(called.getClass(), methodName);
		if (method == null) {
			throw new IllegalStateException("Bean '" + this.name + "' has no method " + methodName + "()");
		}
		ReflectionUtils.makeAccessible(method);
		ReflectionUtils.invokeMethod(method, called);
	}

}

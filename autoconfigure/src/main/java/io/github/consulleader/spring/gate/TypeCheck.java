package io.github.consulleader.spring.gate;

import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.jmx.support.JmxUtils;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Whether anything of a leader-only bean would run past the gate. A bean of the
 * application's may have of Spring's interfaces only those that prepare, start and stop
 * it; what Spring or others have written may be anything but what is called by its type.
 *
 * @param beanName the bean's name
 * @param type its class behind all proxies
 */
record TypeCheck(String beanName, Class<?> type) {

	void refuseBypasses() {
		Class<?> userType = ClassUtils.getUserClass(this.type);
		Set<Class<?>> hierarchy = new LinkedHashSet<>();
		for (Class<?> each = userType; each != null && each != Object.class; each = each.getSuperclass()) {
			hierarchy.add(each);
		}
		for (Class<?> each : List.copyOf(hierarchy)) {
			hierarchy.addAll(allInterfaces(each));
		}
		if (JmxUtils.isMBean(userType)) {
			throw refused("it is called on every instance, as an MBean.", AnnotationCheck.APART);
		}
		for (Class<?> each : hierarchy) {
			refuseIf(Callers.isCallingType(each.getName()), each);
		}
		for (Class<?> each : hierarchy) {
			if (!isOthers(each)) {
				refuseCalledBySpring(each);
				new AnnotationCheck(this.beanName).refuse(each, methods(each));
			}
		}
	}

	private void refuseCalledBySpring(Class<?> ours) {
		for (Class<?> each : allInterfaces(ours)) {
			refuseIf(Callers.isCallingInterface(each.getName()), each);
		}
	}

	/** Those that a class itself declares, with all that they extend. */
	private static Set<Class<?>> allInterfaces(Class<?> ours) {
		Set<Class<?>> found = new LinkedHashSet<>();
		for (Class<?> each : ours.getInterfaces()) {
			found.add(each);
			found.addAll(allInterfaces(each));
		}
		return found;
	}

	private static boolean isOthers(Class<?> type) {
		String name = type.getName();
		return name.startsWith(LeaderOnlyAnnotations.SPRINGS_OWN) || name.startsWith("java.")
				|| name.startsWith("jakarta.") || name.startsWith("javax.");
	}

	/** None of a class that cannot be looked at: nobody else finds any either. */
	private static Method[] methods(Class<?> type) {
		try {
			return ReflectionUtils.getDeclaredMethods(type);
		}
		catch (IllegalStateException ex) {
			return new Method[0];
		}
	}

	private void refuseIf(boolean called, Class<?> by) {
		if (called) {
			throw refused("it is called on every instance, as " + by.getSimpleName() + ".", AnnotationCheck.APART);
		}
	}

	LeaderOnlyException refusedScope(@Nullable String scope) {
		return refused("Spring starts no Lifecycle bean of scope '" + scope + "', so it would never run.",
				"Let it be a singleton.");
	}

	LeaderOnlyException refusedWithoutEnd(String initMethod) {
		return refused("its init method " + initMethod + "() starts it, and nothing would stop it on revoke.",
				"Name what stops it: @Bean(initMethod = \"" + initMethod + "\", destroyMethod = \"..\").");
	}

	LeaderOnlyException refusedIdle() {
		return refused(
				"it gates @Scheduled methods and Lifecycle beans, and this bean is neither: it would run anywhere.",
				"Add @Scheduled to a method, implement SmartLifecycle, or name initMethod and destroyMethod in @Bean; or "
						+ "ask Leadership.runIfLeader(..) where it is called.");
	}

	LeaderOnlyException refusedInfrastructure() {
		return refused("it is an AopInfrastructureBean, and Spring schedules nothing of those: it would never run.",
				"Do not let it implement AopInfrastructureBean.");
	}

	LeaderOnlyException refusedThread() {
		return refused("a Thread can be started once, and a role may be granted more often.",
				"Implement SmartLifecycle, and let its start() make a new thread.");
	}

	LeaderOnlyException refusedNameless() {
		return refused(
				"it is no bean of its own, but an inner bean or one that was made by createBean(..): the context "
						+ "does not know it, so it would never run.",
				"Declare it as a bean.");
	}

	LeaderOnlyException refusedPublisher() {
		return refused("it begins with a Publisher, which stays subscribed when the flow is stopped on revoke.",
				"Let it begin with a polled source, or with a MessageProducerSupport that subscribes in doStart(), as "
						+ "ReactiveMessageSourceProducer does.");
	}

	LeaderOnlyException refusedRoles(Set<String> roles) {
		return refused("it is annotated for several roles, '" + String.join("' and '", roles) + "', and can have one.",
				"Keep one annotation, or annotate a class that implements both interfaces.");
	}

	LeaderOnlyException refusedDelay() {
		return refused(
				"it has a delay(..), which releases messages by a timer, and out of its store at start, on every "
						+ "instance, although nothing takes them there.",
				"Put the delay into a flow of its own, that is not @LeaderOnly.");
	}

	LeaderOnlyException refusedUnknownFlow() {
		return refused("Spring Integration takes no flow from a factory bean or an instance that was registered.",
				"Declare the flow as a bean.");
	}

	LeaderOnlyException refusedAtRunTime() {
		return refused("a flow that is registered at run time is started by whoever registers it, on every instance.",
				"Declare the flow as a bean.");
	}

	private LeaderOnlyException refused(String problem, String wayOut) {
		return new LeaderOnlyException("bean '" + this.beanName + "' (" + this.type.getName() + ")", problem, wayOut);
	}

}

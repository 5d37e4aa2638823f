package io.github.consulleader.spring.gate;

import java.lang.reflect.Method;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

import org.springframework.aop.Advisor;
import org.springframework.aop.PointcutAdvisor;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.interceptor.AsyncExecutionInterceptor;
import org.springframework.core.KotlinDetector;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.scheduling.annotation.Async;

/**
 * Whether a method's work ends when the method returns, and can be left out: the gate
 * sees nothing else.
 *
 * @param beanName the bean that it belongs to
 * @param method the method
 * @param type the bean's class behind all proxies
 */
record MethodCheck(String beanName, Method method, Class<?> type) {

	void refuseWhatTheSchedulerCannotHold() {
		Class<?> returned = this.method.getReturnType();
		ReactiveAdapter reactive = ReactiveAdapterRegistry.getSharedInstance().getAdapter(returned);
		if ((reactive != null && reactive.getDescriptor().isDeferred())
				|| KotlinDetector.isSuspendingFunction(this.method)) {
			throw refused("a reactive job goes on after its method has returned, where the gate does not see it.",
					"Let the method return void and block until its work is done.");
		}
		if (Future.class.isAssignableFrom(returned) || CompletionStage.class.isAssignableFrom(returned) || isAsync()) {
			throw refusedAsync();
		}
		if (returned.isPrimitive() && returned != void.class) {
			throw refusedPrimitive();
		}
	}

	private boolean isAsync() {
		return AnnotatedElementUtils.hasAnnotation(this.method, Async.class)
				|| AnnotatedElementUtils.hasAnnotation(this.method.getDeclaringClass(), Async.class)
				|| AnnotatedElementUtils.hasAnnotation(this.type, Async.class);
	}

	/** Whatever annotation it is that makes it asynchronous. */
	void refuseAsyncProxy(Object bean) {
		if (bean instanceof Advised advised) {
			for (Advisor advisor : advised.getAdvisors()) {
				if (advisor.getAdvice() instanceof AsyncExecutionInterceptor && applies(advisor)) {
					throw refusedAsync();
				}
			}
		}
	}

	private boolean applies(Advisor advisor) {
		return !(advisor instanceof PointcutAdvisor pointcut)
				|| pointcut.getPointcut().getMethodMatcher().matches(this.method, this.type);
	}

	private LeaderOnlyException refusedAsync() {
		return refused("an asynchronous job goes on after its method has returned, where the gate does not see it.",
				"Let the method return void, without @Async on it or on any type of its bean; for other threads set "
						+ "spring.threads.virtual.enabled or the size of the scheduler's pool.");
	}

	/** Nobody has scheduled it. */
	LeaderOnlyException refusedUnscheduled(boolean scheduling) {
		return scheduling
				? refused("it was not scheduled, since the bean is not of the context's making or was made too early.",
						"Let the context make the bean, from a definition and not for a bean post-processor.")
				: refused("nothing in this context schedules @Scheduled methods, so it would never run.",
						"Add @EnableScheduling to a configuration class.");
	}

	/** A method that nobody schedules. */
	LeaderOnlyException refusedPlain() {
		Class<?> returned = this.method.getReturnType();
		if (returned.isPrimitive() && returned != void.class) {
			return refusedPrimitive();
		}
		return refused(
				"it gates @Scheduled methods and Lifecycle beans, and this is neither: calls would run anywhere.",
				"Add @Scheduled, or ask Leadership.runIfLeader(..) where it is called.");
	}

	private LeaderOnlyException refusedPrimitive() {
		return refused(
				"it returns the primitive " + this.method.getReturnType()
						+ ", and there is no such value where it does not run.",
				"Let the method return void, or ask Leadership.runIfLeader(..) where it is called.");
	}

	private LeaderOnlyException refused(String problem, String wayOut) {
		return new LeaderOnlyException(LeaderOnlyRoles.where(this.beanName, this.method), problem, wayOut);
	}

}

package io.github.consulleader.spring.gate;

import java.lang.reflect.Method;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

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
 */
record MethodCheck(String beanName, Method method) {

	void refuseWhatTheSchedulerCannotHold() {
		Class<?> returned = this.method.getReturnType();
		ReactiveAdapter reactive = ReactiveAdapterRegistry.getSharedInstance().getAdapter(returned);
		if ((reactive != null && reactive.getDescriptor().isDeferred())
				|| KotlinDetector.isSuspendingFunction(this.method)) {
			throw refused("a reactive job goes on after its method has returned, where the gate does not see it.",
					"Let the method return void and block until its work is done.");
		}
		if (Future.class.isAssignableFrom(returned) || CompletionStage.class.isAssignableFrom(returned) || isAsync()) {
			throw refused("an asynchronous job goes on after its method has returned, where the gate does not see it.",
					"Let the method return void, without @Async; for other threads set spring.threads.virtual.enabled"
							+ " or the size of the scheduler's pool.");
		}
		if (returned.isPrimitive() && returned != void.class) {
			throw refusedPrimitive();
		}
	}

	private boolean isAsync() {
		return AnnotatedElementUtils.hasAnnotation(this.method, Async.class)
				|| AnnotatedElementUtils.hasAnnotation(this.method.getDeclaringClass(), Async.class);
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

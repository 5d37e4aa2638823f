package io.github.consulleader.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Nothing of this runs on a slumberer.
 * <ul>
 * <li>On a {@code @Scheduled} method, or on a type for all of its {@code @Scheduled}
 * methods: a run that is due while this process is not the worker is left out silently. A
 * run that has begun drains when the role is given up, and is interrupted when it is
 * lost; {@link Leaderships#currentTerm()} tells it its fencing token. Only runs that the
 * scheduler starts are gated, not calls from your own code.</li>
 * <li>On a {@link org.springframework.context.Lifecycle} bean's type, or on its
 * {@code @Bean} method: it is started on grant and stopped on revoke, in the order of its
 * phase among the other beans of the role, and never by the context. A start that fails
 * gives the role up. Until it is stopped it may lean only on beans whose phase is below
 * that of {@link LeaderInitiator}.</li>
 * </ul>
 * Anywhere else, where it could not keep that promise, the application does not start.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.TYPE, ElementType.METHOD })
public @interface LeaderOnly {

	/**
	 * Names the role.
	 * @return its name, in which placeholders are resolved; empty for the application's
	 * role, {@code consul.leader.role}
	 */
	String value() default "";

}

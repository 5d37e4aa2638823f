package io.github.consulleader.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.context.annotation.Conditional;
import org.springframework.context.event.EventListener;

/**
 * Runs on the current leader only, or the application does not start.
 * <p>
 * What is held, in whatever way the bean comes to be (component, {@code @Bean} method,
 * factory bean, supplier, registered instance), and wherever the annotation stands (type,
 * superclass, interface, {@code @Bean} method, composed annotation):
 * <ul>
 * <li><b>{@code @Scheduled} methods.</b> On such a method, or for all of those of a bean:
 * a run that is due while this process is not the worker is skipped. A run that has begun
 * drains when the role is given up, and is interrupted when it is lost;
 * {@link Leaderships#currentTerm()} tells it its fencing token. Only runs that the
 * scheduler starts are gated, not calls from your own code.</li>
 * <li><b>{@link org.springframework.context.Lifecycle} beans.</b> Started on grant and
 * stopped on revoke, in the order of their phases among the other beans of the role, and
 * never by the context. A start that fails gives the role up. Until it is stopped such a
 * bean may lean only on beans whose phase is below that of
 * {@link ConsulLeaderInitiator}.</li>
 * <li><b>Flows of Spring Integration</b> ({@code IntegrationFlow} beans) and their
 * endpoints, in the same way.</li>
 * <li><b>{@code @Bean(initMethod = "start", destroyMethod = "stop")}</b> of a class that
 * is none of these: the init methods are called on grant and the destroy methods on
 * revoke, instead of with the context.</li>
 * </ul>
 * Other ways to call such a bean from outside are refused at start, with the bean, the
 * method and a way out: listeners and runners, message handlers and other endpoints,
 * controllers, filters and interceptors, {@code SchedulingConfigurer}, {@code @Async}
 * anywhere on it, aspects, post-processors, executors, managed operations. Of the
 * annotations and interfaces of Spring's projects all are refused that are not known to
 * be harmless; of those of others the ones that are known to have the bean called. So is
 * a bean of which nothing could be held, one that is annotated for several roles, a flow
 * that begins with a {@code Publisher} or delays messages, a type with {@code @Bean}
 * methods, and a {@code @Scheduled} method that nothing schedules. Constructors,
 * {@code @PostConstruct} and {@code afterPropertiesSet()} run on every instance: they
 * prepare, and must not begin the work.
 * <p>
 * All this holds in every context that {@code SpringApplication} makes and in those that
 * import the auto-configuration, parents and children alike; a child takes part in the
 * election of its nearest ancestor that has one, and what it brings is started at once if
 * the role is held already. In a context made by hand, an annotated type or {@code @Bean}
 * method brings the gate along; where only {@code @Scheduled} methods are annotated, the
 * refresh fails in {@code EventListenerMethodProcessor}. A child made by hand whose beans
 * are annotated on a superclass or an interface alone is refused at the end of its
 * refresh. Not seen are contexts made by hand, without a parent, that process no
 * annotations. Where no election is in reach, nobody is worker and a warning says so.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.TYPE, ElementType.METHOD })
@Conditional(GateBringer.class) // installs the gate in the context of a type or @Bean
								// method
@EventListener // of no event: only the gate's own factory accepts that on a method
public @interface LeaderOnly {

	/**
	 * Names the role.
	 * @return its name, in which placeholders are resolved; empty for the application's
	 * role, {@code consul.leader.role}
	 */
	String value() default "";

}

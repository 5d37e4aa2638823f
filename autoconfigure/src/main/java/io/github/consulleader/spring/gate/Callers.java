package io.github.consulleader.spring.gate;

import java.util.List;
import java.util.Set;

/**
 * Who may call a bean from outside, known by name so that none of it need be there. Of
 * Spring's own annotations and interfaces everything counts as a caller that is not known
 * to be none; of others those that are listed.
 */
final class Callers {

	private static final String SPRING = LeaderOnlyAnnotations.SPRINGS_OWN;

	/** Name beans, inject into them, or wrap their methods; relative to Spring's root. */
	private static final List<String> HARMLESS_ANNOTATIONS = List.of("aot.", "beans.factory.annotation.",
			"boot.SpringBootConfiguration", "boot.autoconfigure.", "boot.context.properties.", "boot.convert.",
			"boot.devtools.", "boot.sql.init.dependency.", "boot.test.", "boot.testcontainers.", "cache.annotation.",
			"cloud.context.", "context.annotation.", "core.annotation.", "format.annotation.", "lang.",
			"resilience.annotation.", "retry.annotation.", "scheduling.annotation.Scheduled",
			"scheduling.annotation.Schedules", "security.access.", "stereotype.Component", "stereotype.Indexed",
			"stereotype.Repository", "stereotype.Service", "test.", "transaction.annotation.", "validation.annotation.",
			"web.context.annotation.");

	private static final List<String> CALLING_ANNOTATIONS = List.of("com.azure.spring.", "com.google.cloud.spring.",
			"com.google.common.eventbus.", "com.netflix.graphql.", "com.xxl.job.", "dev.langchain4j.", "io.awspring.",
			"io.camunda.", "io.cloudevents.", "io.dapr.", "io.grpc.", "io.nats.", "io.smallrye.", "io.temporal.",
			"jakarta.ejb.", "jakarta.enterprise.", "jakarta.jms.", "jakarta.jws.", "jakarta.servlet.",
			"jakarta.websocket.", "jakarta.ws.rs.", "net.devh.", "org.aspectj.lang.annotation.", "org.axonframework.",
			"org.camunda.", "org.eclipse.microprofile.reactive.", "org.jobrunr.", "org.quartz.");

	/** Interfaces of Spring that only prepare, start and stop a bean; relative. */
	private static final List<String> HARMLESS_INTERFACES = List.of("aop.", "beans.factory.DisposableBean",
			"beans.factory.FactoryBean", "beans.factory.InitializingBean", "beans.factory.NamedBean",
			"beans.factory.SmartFactoryBean", "context.Lifecycle", "context.Phased", "context.SmartLifecycle",
			"core.DecoratingProxy", "core.Ordered", "core.PriorityOrdered", "integration.context.",
			"integration.dsl.IntegrationFlow", "integration.support.context.", "integration.support.management.");

	private static final Set<String> CALLING_TYPES = Set.of("io.grpc.BindableService", "jakarta.servlet.Filter",
			"jakarta.servlet.Servlet", "java.util.EventListener", "java.util.concurrent.Executor",
			"java.util.concurrent.ThreadFactory", "java.util.function.Consumer", "java.util.function.Function",
			"java.util.function.Supplier", "org.aopalliance.aop.Advice", "org.apache.camel.RoutesBuilder",
			"org.quartz.Job", "org.quartz.JobDetail", "org.quartz.Trigger", "org.springframework.aop.Advisor",
			"org.springframework.beans.factory.config.BeanFactoryPostProcessor",
			"org.springframework.beans.factory.config.BeanPostProcessor",
			"org.springframework.beans.factory.config.MethodInvokingBean", "org.springframework.boot.ApplicationRunner",
			"org.springframework.boot.CommandLineRunner", "org.springframework.boot.Runner",
			"org.springframework.boot.actuate.info.InfoContributor",
			"org.springframework.boot.health.contributor.HealthContributor",
			"org.springframework.boot.health.contributor.ReactiveHealthContributor",
			"org.springframework.boot.web.servlet.ServletContextInitializer",
			"org.springframework.messaging.MessageChannel", "org.springframework.messaging.MessageHandler",
			"org.springframework.integration.core.MessageSource",
			"org.springframework.scheduling.annotation.AsyncConfigurer",
			"org.springframework.scheduling.annotation.SchedulingConfigurer",
			"org.springframework.scheduling.TaskScheduler", "org.springframework.scheduling.Trigger",
			"org.springframework.web.HttpRequestHandler",
			"org.springframework.web.reactive.function.server.RouterFunction",
			"org.springframework.web.reactive.function.server.HandlerFunction",
			"org.springframework.web.server.WebFilter", "org.springframework.web.server.WebHandler",
			"org.springframework.web.servlet.HandlerAdapter",
			"org.springframework.web.servlet.HandlerExceptionResolver",
			"org.springframework.web.servlet.HandlerInterceptor", "org.springframework.web.servlet.HandlerMapping",
			"org.springframework.web.servlet.config.annotation.WebMvcConfigurer",
			"org.springframework.web.servlet.function.HandlerFunction",
			"org.springframework.web.servlet.function.RouterFunction",
			"org.springframework.web.servlet.mvc.Controller");

	private static final String AWARE = "Aware";

	private Callers() {
	}

	/**
	 * Whether an annotation is known to let nobody call what it stands on, so that what
	 * it is composed of need not be looked at.
	 */
	static boolean isHarmlessAnnotation(String name) {
		return name.startsWith(SPRING)
				&& (startsWithAny(name.substring(SPRING.length()), HARMLESS_ANNOTATIONS) || isEnabling(name));
	}

	/**
	 * EnableScheduling, ConditionalOnConsulEnabled and their like are about the context.
	 */
	private static boolean isEnabling(String name) {
		int simple = name.lastIndexOf('.') + 1;
		return name.startsWith("Enable", simple) || name.startsWith("ConditionalOn", simple);
	}

	static boolean isCallingAnnotation(String name) {
		return name.startsWith(SPRING) ? !isHarmlessAnnotation(name) : startsWithAny(name, CALLING_ANNOTATIONS);
	}

	/** Whether a type makes a bean be called, whoever implements it. */
	static boolean isCallingType(String name) {
		return CALLING_TYPES.contains(name);
	}

	/** Whether an interface makes a bean be called, if the application implements it. */
	static boolean isCallingInterface(String name) {
		return name.startsWith(SPRING) && !name.endsWith(AWARE)
				&& !startsWithAny(name.substring(SPRING.length()), HARMLESS_INTERFACES);
	}

	private static boolean startsWithAny(String name, List<String> beginnings) {
		return beginnings.stream().anyMatch(name::startsWith);
	}

}

package io.github.consulleader.spring.gate;

import java.time.Duration;

import io.github.consulleader.spring.LeaderOnly;
import reactor.core.publisher.Flux;

import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.MethodInvokingFactoryBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.cloud.consul.ConditionalOnConsulEnabled;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.config.EnableIntegration;
import org.springframework.integration.dsl.IntegrationFlow;
import org.springframework.integration.handler.LoggingHandler;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.GenericMessage;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Beans that come to be, are called, or have nothing to do in rarer ways.
 */
final class Variants {

	private Variants() {
	}

	static class Silent implements FactoryBean<Object> {

		private final Object product;

		Silent(Object product) {
			this.product = product;
		}

		@Override
		public Object getObject() {
			return this.product;
		}

		@SuppressWarnings("NullAway") // as the interface allows
		@Override
		public Class<?> getObjectType() {
			return null;
		}

	}

	@LeaderOnly
	static class MarkedSilent extends Silent {

		MarkedSilent() {
			super(new Ways.Smart());
		}

	}

	@LeaderOnly
	static class MarkedSmart extends Ways.Smart {

	}

	@LeaderOnly
	static class MarkedByMethod extends Ways.StartedByMethod {

	}

	@Configuration(proxyBeanMethods = false)
	static class SilentFactory {

		@Bean
		@LeaderOnly
		FactoryBean<?> maker() {
			return new Silent(new Ways.Smart());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SilentJob {

		@Bean
		@LeaderOnly
		FactoryBean<?> maker() {
			return new Silent(new Ways.PublicScheduled());
		}

	}

	/** Known when it is used for the first time. */
	@Configuration(proxyBeanMethods = false)
	static class HiddenProduct {

		@Bean
		FactoryBean<?> maker() {
			return new Silent(new MarkedSmart());
		}

		@Bean
		String user(ApplicationContext context) {
			return context.getBean("maker").toString();
		}

	}

	static class Holder {

		@SuppressWarnings("unused")
		void setInner(Object inner) {
			// Nobody asks for it.
		}

	}

	@LeaderOnly
	static class MarkedHealth extends AbstractHealthIndicator implements SmartLifecycle {

		@Override
		protected void doHealthCheck(Health.Builder builder) {
			builder.up();
		}

		@Override
		public void start() {
			// Refused before.
		}

		@Override
		public void stop() {
			// Never started.
		}

		@Override
		public boolean isRunning() {
			return false;
		}

	}

	public interface ManagedMBean {

		void called();

	}

	@LeaderOnly
	public static class Managed extends Ways.Smart implements ManagedMBean {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableIntegration
	static class Integration {

	}

	@LeaderOnly("a")
	interface OfRoleA {

	}

	@LeaderOnly("b")
	interface OfRoleB {

	}

	static class OfBoth extends PlainSmart implements OfRoleA, OfRoleB {

	}

	@LeaderOnly("c")
	static class OfOne extends OfBoth {

	}

	@Configuration(proxyBeanMethods = false)
	static class MadeForAnother {

		@Bean
		@LeaderOnly("d")
		OfOne one() {
			return new OfOne();
		}

	}

	/** Spring looks for no jobs in it. */
	static class Infrastructure implements AopInfrastructureBean {

		@LeaderOnly
		@Scheduled(fixedDelay = Jobs.DELAY)
		void run() {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Invoking {

		@Bean
		@LeaderOnly
		MethodInvokingFactoryBean invoking(Ways.Called called) {
			MethodInvokingFactoryBean invoking = new MethodInvokingFactoryBean();
			invoking.setTargetObject(called.calls());
			invoking.setTargetMethod("incrementAndGet");
			return invoking;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Threading {

		@Bean(initMethod = "start", destroyMethod = "interrupt")
		@LeaderOnly
		Thread thread() {
			return new Thread();
		}

	}

	/** What is delayed is released by a timer of its own. */
	@Configuration(proxyBeanMethods = false)
	static class Delaying {

		@Bean
		@LeaderOnly
		IntegrationFlow delayed() {
			return IntegrationFlow.from("in")
				.delay((spec) -> spec.messageGroupId("later").defaultDelay(1))
				.handle((message) -> {
				})
				.get();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Publishing {

		@Bean
		@LeaderOnly
		IntegrationFlow publishing() {
			Flux<Message<?>> ticks = Flux.interval(Duration.ofMillis(Jobs.DELAY)).map(GenericMessage::new);
			return IntegrationFlow.from(ticks).nullChannel();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Tapped {

		@Bean
		Ways.Called taps() {
			return new Ways.Called();
		}

		@Bean
		@LeaderOnly
		IntegrationFlow tapped(Ways.Called taps) {
			return IntegrationFlow
				.fromSupplier(() -> "message", (source) -> source.poller((p) -> p.fixedDelay(Jobs.DELAY)))
				.wireTap((tap) -> tap.handle((message) -> taps.called()))
				.log(LoggingHandler.Level.TRACE)
				.nullChannel();
		}

	}

	static class CronJob {

		@LeaderOnly("nightly")
		@Scheduled(cron = "${jobs.cron}")
		void run() {
		}

	}

	@LeaderOnly("reports")
	static class CronType {

		@Scheduled(cron = "#{'${jobs.cron}'}")
		void run() {
		}

	}

	static class NegativeDelay {

		@LeaderOnly
		@Scheduled(fixedDelayString = "-1")
		void run() {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Conditional {

		@Bean
		@LeaderOnly
		@ConditionalOnConsulEnabled
		@ConditionalOnProperty(name = "no.such", matchIfMissing = true)
		Ways.Smart conditional() {
			return new Ways.Smart();
		}

	}

}

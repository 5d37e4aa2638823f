package io.github.consulleader.spring.gate;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.consulleader.spring.LeaderOnly;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Leader-only jobs of every shape, each counting its runs, and one that is nobody's.
 */
final class Jobs {

	static final int DELAY = 2;

	private Jobs() {
	}

	@Configuration(proxyBeanMethods = false)
	@EnableScheduling
	static class Plan {

		@Bean
		Free free() {
			return new Free();
		}

	}

	static class Free {

		final AtomicInteger runs = new AtomicInteger();

		@Scheduled(fixedDelay = DELAY)
		void run() {
			this.runs.incrementAndGet();
		}

	}

	/** Counts the runs of the one job in the context. */
	static class Counter {

		final AtomicInteger runs = new AtomicInteger();

	}

	static class OnMethod extends Counter {

		@LeaderOnly
		@Scheduled(fixedDelay = DELAY)
		void run() {
			this.runs.incrementAndGet();
		}

	}

	@LeaderOnly
	static class OnType extends Counter {

		@Scheduled(fixedDelay = DELAY)
		public void run() {
			this.runs.incrementAndGet();
		}

	}

	static final class FinalClass extends Counter {

		@LeaderOnly
		@Scheduled(fixedDelay = DELAY)
		public void run() {
			this.runs.incrementAndGet();
		}

	}

	static class PrivateMethod extends Counter {

		@LeaderOnly
		@Scheduled(fixedDelay = DELAY)
		@SuppressWarnings({ "unused", "UnusedMethod" })
		private void run() {
			this.runs.incrementAndGet();
		}

	}

	static class Overriding extends OnMethod {

		@Override
		@Scheduled(fixedDelay = DELAY)
		void run() {
			super.run();
		}

	}

	static class Inheriting extends OnType {

	}

	static class Repeated extends Counter {

		@LeaderOnly
		@Scheduled(fixedRate = DELAY)
		@Scheduled(cron = "*/1 * * * * *")
		void run() {
			this.runs.incrementAndGet();
		}

	}

	interface Job {

		@LeaderOnly
		void run();

	}

	static class OnInterface extends Counter implements Job {

		@Override
		@Scheduled(fixedDelay = DELAY)
		public void run() {
			this.runs.incrementAndGet();
		}

	}

	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@LeaderOnly
	@Scheduled(fixedDelay = DELAY)
	@interface Nightly {

	}

	static class Composed extends Counter {

		@Nightly
		void run() {
			this.runs.incrementAndGet();
		}

	}

	/** A job that its maker marks, and that does not know. */
	static class Unmarked extends Counter {

		@Scheduled(fixedDelay = DELAY)
		void run() {
			this.runs.incrementAndGet();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OnBeanMethod {

		@Bean
		@LeaderOnly
		Unmarked unmarked() {
			return new Unmarked();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class JdkProxy {

		@Bean
		Counter counter() {
			return new Counter();
		}

		@Bean
		Job job(Counter counter) {
			return (Job) new ProxyFactory(new ProxiedJob(counter)).getProxy();
		}

	}

	static class ProxiedJob implements Job {

		private final Counter counter;

		ProxiedJob(Counter counter) {
			this.counter = counter;
		}

		@Override
		@Scheduled(fixedDelay = DELAY)
		public void run() {
			this.counter.runs.incrementAndGet();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ClassProxy {

		@Bean
		OnMethod job() {
			ProxyFactory factory = new ProxyFactory(new OnMethod());
			factory.setProxyTargetClass(true);
			return (OnMethod) factory.getProxy();
		}

	}

}

package io.github.consulleader.spring.gate;

import java.util.concurrent.atomic.AtomicInteger;

import io.github.consulleader.spring.LeaderOnly;

import org.springframework.beans.factory.config.CustomScopeConfigurer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.context.support.SimpleThreadScope;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Jobs of other scopes than singleton.
 */
final class ScopedJobs {

	private ScopedJobs() {
	}

	record Counting(AtomicInteger runs) {

	}

	static class ScopedJob {

		private final Counting counting;

		ScopedJob(Counting counting) {
			this.counting = counting;
		}

		@LeaderOnly
		@Scheduled(fixedDelay = Jobs.DELAY)
		public void run() {
			this.counting.runs().incrementAndGet();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Scoped {

		@Bean
		static CustomScopeConfigurer scopes() {
			CustomScopeConfigurer scopes = new CustomScopeConfigurer();
			scopes.addScope("thread", new SimpleThreadScope());
			return scopes;
		}

		@Bean
		Counting counting() {
			return new Counting(new AtomicInteger());
		}

		@Bean
		@Scope("prototype")
		ScopedJob prototype(Counting counting) {
			return new ScopedJob(counting);
		}

		@Bean
		@LeaderOnly
		@Scope(scopeName = "thread", proxyMode = ScopedProxyMode.INTERFACES)
		Runnable proxied(Counting counting) {
			return new InterfacedJob(counting);
		}

	}

	record InterfacedJob(Counting counting) implements Runnable {

		@Override
		@Scheduled(fixedDelay = Jobs.DELAY)
		public void run() {
			this.counting.runs().incrementAndGet();
		}

	}

}

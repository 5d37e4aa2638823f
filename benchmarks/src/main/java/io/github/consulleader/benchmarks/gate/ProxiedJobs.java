package io.github.consulleader.benchmarks.gate;

import java.util.concurrent.TimeUnit;

import io.github.consulleader.spring.LeaderOnly;
import org.aopalliance.intercept.Joinpoint;
import org.aopalliance.intercept.MethodInterceptor;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Two jobs behind class proxies with one piece of advice, as {@code @Transactional} would
 * put it there, that does nothing; one of the two is {@code @LeaderOnly}. They are not
 * due while they are measured.
 */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class ProxiedJobs {

	@Bean
	Gated gated() {
		return proxied(new Gated());
	}

	@Bean
	Ungated ungated() {
		return proxied(new Ungated());
	}

	@SuppressWarnings("unchecked")
	private static <T> T proxied(T job) {
		ProxyFactory factory = new ProxyFactory(job);
		factory.setProxyTargetClass(true);
		factory.addAdvice((MethodInterceptor) Joinpoint::proceed);
		return (T) factory.getProxy();
	}

	/** Counts, so that it cannot be left out. */
	public static class Gated {

		private int runs;

		@LeaderOnly
		@Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.DAYS)
		public void run() {
			this.runs++;
		}

		public int runs() {
			return this.runs;
		}

	}

	/** Likewise. */
	public static class Ungated {

		private int runs;

		@Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.DAYS)
		public void run() {
			this.runs++;
		}

		public int runs() {
			return this.runs;
		}

	}

}

package io.github.consulleader.spring.gate;

import java.util.concurrent.atomic.AtomicInteger;

import io.github.consulleader.spring.LeaderOnly;

import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Marked beans of a context that is not alone.
 */
final class MarkedBeans {

	private MarkedBeans() {
	}

	static class Runs {

		final AtomicInteger runs = new AtomicInteger();

	}

	record Job(Runs runs) {

		@LeaderOnly
		@Scheduled(fixedDelay = Jobs.DELAY)
		public void run() {
			this.runs.runs.incrementAndGet();
		}

	}

	@LeaderOnly
	static class Poller extends Ways.Smart {

	}

	static class HeirOfAPoller extends Poller {

	}

	@Configuration(proxyBeanMethods = false)
	static class Marked {

		@Bean
		Runs runs() {
			return new Runs();
		}

		@Bean
		Job job(Runs runs) {
			return new Job(runs);
		}

		@Bean
		Poller poller() {
			return new Poller();
		}

		@Bean
		@LeaderOnly
		SmartLifecycle made() {
			return new Ways.Smart();
		}

	}

}

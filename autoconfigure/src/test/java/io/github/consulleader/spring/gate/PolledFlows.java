package io.github.consulleader.spring.gate;

import java.util.concurrent.atomic.AtomicInteger;

import io.github.consulleader.spring.LeaderOnly;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.config.EnableIntegration;
import org.springframework.integration.dsl.IntegrationFlow;
import org.springframework.integration.dsl.IntegrationFlowAdapter;
import org.springframework.integration.dsl.IntegrationFlowDefinition;

/**
 * Flows whose source counts how often it is asked.
 */
final class PolledFlows {

	private PolledFlows() {
	}

	/** Counts how often a source was asked. */
	record Polls(AtomicInteger polls) {

		String poll() {
			return "message " + this.polls.incrementAndGet();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableIntegration
	static class Integration {

		@Bean
		Polls polls() {
			return new Polls(new AtomicInteger());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Flows extends Integration {

		@Bean
		@LeaderOnly
		IntegrationFlow polling(Polls polls) {
			return IntegrationFlow
				.fromSupplier(polls::poll, (source) -> source.poller((poller) -> poller.fixedDelay(Jobs.DELAY)))
				.handle((message) -> {
				})
				.get();
		}

	}

	@LeaderOnly
	static class FlowAdapter extends IntegrationFlowAdapter {

		private final Polls polls;

		FlowAdapter(Polls polls) {
			this.polls = polls;
		}

		@Override
		protected IntegrationFlowDefinition<?> buildFlow() {
			return fromSupplier(this.polls::poll, (source) -> source.poller((poller) -> poller.fixedDelay(Jobs.DELAY)))
				.handle((message) -> {
				});
		}

	}

}

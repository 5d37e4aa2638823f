package io.github.consulleader.benchmarks.web;

import io.github.consulleader.benchmarks.process.Channel;
import io.github.consulleader.benchmarks.process.Event;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceInitializationAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.integration.leader.event.OnGrantedEvent;
import org.springframework.integration.leader.event.OnRevokedEvent;

/** What all web applications have in common. Those with a database say so themselves. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(
		exclude = { DataSourceAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class,
				DataSourceInitializationAutoConfiguration.class, JdbcTemplateAutoConfiguration.class })
class WebApplication {

	@Bean
	Announcer announcer(Channel channel) {
		return new Announcer(channel);
	}

	/** Tells of grants: ours and Spring Integration publish the same events. */
	static final class Announcer {

		private final Channel channel;

		Announcer(Channel channel) {
			this.channel = channel;
		}

		@EventListener
		void granted(OnGrantedEvent event) {
			this.channel.tell(Event.GRANTED);
		}

		@EventListener
		void revoked(OnRevokedEvent event) {
			this.channel.tell(Event.REVOKED);
		}

	}

}

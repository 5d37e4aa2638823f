package io.github.consulleader.benchmarks.web;

import io.github.consulleader.benchmarks.process.Channel;
import io.github.consulleader.benchmarks.process.Event;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.recipes.leader.LeaderLatch;
import org.apache.curator.framework.recipes.leader.LeaderLatchListener;
import org.apache.curator.retry.ExponentialBackoffRetry;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Curator's latch as beans that start and close with the context. */
@Configuration(proxyBeanMethods = false)
class CuratorWiring {

	@Bean(initMethod = "start", destroyMethod = "close")
	CuratorFramework curator(@Value("${benchmarks.address}") String address) {
		return CuratorFrameworkFactory.newClient(address, new ExponentialBackoffRetry(1000, 3));
	}

	@Bean(initMethod = "start", destroyMethod = "close")
	LeaderLatch latch(CuratorFramework curator, Channel channel, @Value("${spring.application.name}") String scope,
			@Value("${benchmarks.instance}") String id) {
		LeaderLatch latch = new LeaderLatch(curator, "/" + scope, id);
		latch.addListener(new LeaderLatchListener() {

			@Override
			public void isLeader() {
				channel.tell(Event.GRANTED);
			}

			@Override
			public void notLeader() {
				channel.tell(Event.REVOKED);
			}

		});
		return latch;
	}

}

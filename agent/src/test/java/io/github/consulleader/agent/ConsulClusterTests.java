package io.github.consulleader.agent;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class ConsulClusterTests {

	@Test
	void survivesItsLeaderAndTakesItBack() {
		try (ConsulCluster cluster = ConsulCluster.builder().servers(3).clients(1).start()) {
			assertThat(cluster.servers()).extracting(ConsulAgent::nodeName)
				.containsExactly("server-1", "server-2", "server-3");
			ConsulAgent client = cluster.clients().get(0);
			assertThat(client.consul("kv", "put", "a", "b").exitCode()).isZero();

			ConsulAgent leader = cluster.leader().orElseThrow();
			leader.kill();
			ConsulAgent next = cluster.awaitLeader();
			assertThat(next).isNotSameAs(leader);
			assertThat(client.consul("kv", "get", "a").out()).startsWith("b");

			leader.start();
			cluster.awaitLeader();
			await().untilAsserted(
					() -> assertThat(client.consul("members").out().lines().filter((line) -> line.contains("alive")))
						.hasSize(4));
		}
	}

	@Test
	void comesBackWithItsDataAfterAllWereStopped() {
		try (ConsulCluster cluster = ConsulCluster.of(3)) {
			cluster.servers().get(1).consul("kv", "put", "a", "b");
			cluster.servers().forEach(ConsulAgent::kill);
			assertThat(cluster.leader()).isEmpty();
			cluster.servers().forEach(ConsulAgent::start);
			cluster.awaitLeader();
			assertThat(cluster.servers().get(2).consul("kv", "get", "a").out()).startsWith("b");
		}
	}

	@Test
	void passesOverAPausedLeader() {
		try (ConsulCluster cluster = ConsulCluster.of(3)) {
			ConsulAgent leader = cluster.leader().orElseThrow();
			leader.pause();
			assertThat(cluster.awaitLeader()).isNotSameAs(leader);
			leader.resume();
			assertThat(cluster.awaitLeader().canAnswer()).isTrue();
		}
	}

	@Test
	void saysWhatTheServersNamedWhenThereIsNoLeader() {
		try (ConsulCluster cluster = ConsulCluster.of(3)) {
			cluster.servers().subList(0, 2).forEach(ConsulAgent::kill);
			assertThatExceptionOfType(ConsulAgentException.class)
				.isThrownBy(() -> cluster.awaitLeader(Duration.ofSeconds(1)))
				.withMessageContaining("did not agree on one leader within PT1S");
			assertThat(cluster.leader()).isEmpty();
		}
	}

	@Test
	void twoAtATimeDoNotMeetAndLeaveNothing() {
		List<ConsulCluster> clusters = Stream.of(1, 2)
			.map((each) -> CompletableFuture.supplyAsync(() -> ConsulCluster.of(1)))
			.toList()
			.stream()
			.map(CompletableFuture::join)
			.toList();
		List<ConsulAgent> agents = clusters.stream().flatMap((cluster) -> cluster.servers().stream()).toList();
		for (ConsulAgent agent : agents) {
			assertThat(agent.consul("members").out().lines().filter((line) -> line.contains("server-"))).hasSize(1);
		}
		clusters.forEach(ConsulCluster::close);
		assertThat(agents).noneMatch(ConsulAgent::isAlive);
	}

}

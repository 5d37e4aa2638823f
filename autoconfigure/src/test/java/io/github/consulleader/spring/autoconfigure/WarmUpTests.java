package io.github.consulleader.spring.autoconfigure;

import java.util.List;

import io.github.consulleader.LeaderElection;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a hand-over runs is loaded before it is needed, unless that is not wanted. */
class WarmUpTests {

	private static List<String> threadsOf(String scope) {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.startsWith("consul-leader-" + scope + "-callback-"))
			.toList();
	}

	@Test
	void isDoneOnAThreadOfItsOwn() {
		LeaderRunner.alone()
			.withPropertyValues("consul.leader.scope=warm", "consul.leader.campaign=always")
			.run((context) -> {
				assertThat(context).hasSingleBean(LeaderElection.class);
				assertThat(threadsOf("warm")).hasSize(1);
			});
	}

	@Test
	void isLeftOutWhereItIsNotWanted() {
		LeaderRunner.alone()
			.withPropertyValues("consul.leader.scope=cold", "consul.leader.campaign=always",
					"consul.leader.warm-up=false")
			.run((context) -> {
				assertThat(context).hasSingleBean(LeaderElection.class);
				assertThat(threadsOf("cold")).isEmpty();
			});
	}

}

package io.github.consulleader.spring.real;

import java.net.URI;

import io.github.consulleader.agent.ConsulAgent;
import io.github.consulleader.consul.TestConsul;
import io.github.consulleader.spring.autoconfigure.FailureAnalyses;
import io.github.consulleader.spring.autoconfigure.LeaderRunner;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code consul.leader.fail-fast} finds out, and that without it the application
 * starts all the same.
 */
class FailFastTests {

	private static ApplicationContextRunner strict(URI consul) {
		return LeaderRunner.at(consul)
			.withPropertyValues("spring.application.name=app", "consul.leader.fail-fast=true");
	}

	@Test
	@Tag("consul")
	void startsWithAConsulThatCanBeUsed() {
		strict(TestConsul.address()).run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void refusesToStartWithoutConsul() {
		strict(LeaderRunner.NOBODY).run((context) -> {
			FailureAnalysis analysis = FailureAnalyses.of(context.getStartupFailure());
			assertThat(analysis.getDescription()).contains("http://127.0.0.1:9", "connection refused");
			assertThat(analysis.getAction()).contains("spring.cloud.consul.host", "consul.leader.fail-fast=false");
		});
	}

	@Test
	@Tag("consul")
	void refusesToStartWhereTlsDoesNotMatch() {
		strict(TestConsul.direct()).withPropertyValues("spring.cloud.consul.scheme=https").run((context) -> {
			FailureAnalysis analysis = FailureAnalyses.of(context.getStartupFailure());
			assertThat(analysis.getDescription()).contains("https://", "speaks HTTP here");
			assertThat(analysis.getAction()).contains("scheme");
		});
	}

	@Test
	@Tag("consul")
	@Tag("F47")
	void refusesToStartInAnotherDatacenter() {
		strict(TestConsul.address()).withPropertyValues("consul.leader.datacenter=moon").run((context) -> {
			FailureAnalysis analysis = FailureAnalyses.of(context.getStartupFailure());
			assertThat(analysis.getDescription()).contains("'dc1'", "'moon'");
			assertThat(analysis.getAction()).contains("consul.leader.datacenter");
		});
	}

	@Test
	void refusesToStartWithATokenThatIsRefused() {
		try (ConsulAgent consul = ConsulAgent.builder()
			.config("acl { enabled = true default_policy = \"deny\" }")
			.start()) {
			strict(consul.httpAddress()).run((context) -> {
				FailureAnalysis analysis = FailureAnalyses.of(context.getStartupFailure());
				assertThat(analysis.getDescription()).contains("refuses requests without an ACL token");
				assertThat(analysis.getAction()).contains("consul.leader.token", "session:write");
			});
			strict(consul.httpAddress()).withPropertyValues("consul.leader.token=11111111-2222-3333-4444-555555555555")
				.run((context) -> assertThat(FailureAnalyses.of(context.getStartupFailure()).getDescription())
					.contains("refuses the ACL token", "ACL not found")
					.doesNotContain("11111111"));
			LeaderRunner.at(consul.httpAddress())
				.withPropertyValues("spring.application.name=app")
				.run((context) -> assertThat(context).hasNotFailed());
		}
	}

}

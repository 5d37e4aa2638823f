package io.github.consulleader.spring.autoconfigure;

import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is set below {@code consul.leader} and is no property.
 */
@Tag("T42")
@ExtendWith(OutputCaptureExtension.class)
class UnknownSettingTests {

	@ParameterizedTest
	@CsvSource({ "chek-ttl, check-ttl", "checkTTl0, check-ttl", "lockdelai, lock-delay", "tokne, token",
			"rolls[0], roles", "check-ttl.min, check-ttl", "enable, enabled" })
	void isRefusedWithTheNearestName(String name, String meant) {
		LeaderRunner.alone().withPropertyValues("consul.leader." + name + "=s3cret").run((context) -> {
			FailureAnalysis analysis = FailureAnalyses.of(context.getStartupFailure());
			assertThat(analysis.getDescription()).contains("consul.leader.", "not a property").doesNotContain("s3cret");
			assertThat(analysis.getAction()).contains("Did you mean consul.leader." + meant + " ");
		});
	}

	@Test
	void isRefusedWithAllNamesWhereNoneIsNear() {
		LeaderRunner.alone().withPropertyValues("consul.leader.kubernetes.pod=1").run((context) -> {
			FailureAnalysis analysis = FailureAnalyses.of(context.getStartupFailure());
			assertThat(analysis.getAction()).contains("Remove consul.leader.kubernetes.pod", "check-ttl", "token");
		});
	}

	@Test
	void isRefusedAlsoWhereNoElectionIsHeld() {
		LeaderRunner.alone()
			.withPropertyValues("consul.leader.enabled=false", "consul.leader.chek-ttl=5s")
			.run((context) -> assertThat(FailureAnalyses.of(context.getStartupFailure()).getDescription())
				.contains("consul.leader.chek-ttl"));
	}

	@ParameterizedTest
	@CsvSource({ "checkTtl, 4s", "check_ttl, 4s", "CHECK-TTL, 4s", "roles[0], a", "token, secret" })
	void isNotWhatSpringBootBinds(String name, String value) {
		LeaderRunner.alone()
			.withPropertyValues("consul.leader." + name + "=" + value)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void isNotWhatOthersReadBelowThePrefix() {
		LeaderRunner.alone()
			.withUserConfiguration(Others.class)
			.withPropertyValues("consul.leader.others.any.thing=1")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void isOnlyWarnedOfInTheEnvironmentAndOnlyIfItLooksLikeAProperty(CapturedOutput output) {
		environment(Map.of("CONSUL_LEADER_CHEK_TTL", "5s", "CONSUL_LEADER_PORT", "tcp://10.0.0.1:80",
				"CONSUL_LEADER_SERVICE_HOST", "10.0.0.1", "CONSUL_LEADER_PORT_80_TCP_ADDR", "10.0.0.1",
				"CONSUL_LEADER_LOCK_DELAY", "2s", "CONSUL_LEADER_ROLES_0_", "a"))
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output.getOut().lines().filter((line) -> line.contains("environment variable"))).singleElement()
			.asString()
			.contains("Did you mean consul.leader.check-ttl?");
	}

	private static ApplicationContextRunner environment(Map<String, Object> variables) {
		return LeaderRunner.alone()
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", variables)));
	}

	@ConfigurationProperties("consul.leader.others")
	record OthersProperties(String thing) {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(OthersProperties.class)
	static class Others {

	}

}

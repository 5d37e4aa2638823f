package io.github.consulleader.spring.actuate;

import io.github.consulleader.LeaderElection;
import io.github.consulleader.role.RoleStatus;
import io.github.consulleader.role.Timings;
import io.github.consulleader.spring.autoconfigure.ConsulLeaderEndpointAutoConfiguration;
import io.github.consulleader.spring.autoconfigure.LeaderRunner;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class LeadershipEndpointTests {

	private final ApplicationContextRunner runner = LeaderRunner.alone();

	@Test
	void tellsWhatIsKnown() {
		this.runner
			.withPropertyValues("management.endpoints.web.exposure.include=leadership", "consul.leader.instance=here",
					"consul.leader.address=http://here:8080", "consul.leader.roles=reports,mail")
			.run((context) -> {
				LeadershipEndpoint endpoint = context.getBean(LeadershipEndpoint.class);
				await().until(() -> endpoint.leadership().roles().get("mail").state() == RoleStatus.State.UNKNOWN);
				ElectionDescriptor told = endpoint.leadership();
				assertThat(told.instance()).isEqualTo("here");
				assertThat(told.address()).isEqualTo("http://here:8080");
				assertThat(told.scope()).isEqualTo("app");
				assertThat(told.session()).isNull();
				assertThat(told.takeOver()).isEqualTo(Timings.balanced().bounds(told.checked()));
				assertThat(told.roles()).containsOnlyKeys("mail", "reports");
				assertThat(told.roles().get("mail").term()).isNull();
				assertThat(JsonMapper.builder().build().writeValueAsString(told)).contains("\"state\":\"UNKNOWN\"");
			});
	}

	@Test
	void isNotThereUnlessExposed() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(LeadershipEndpoint.class)
			.hasSingleBean(LeaderElection.class));
	}

	@Test
	void isNotThereWithoutActuator() {
		this.runner.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(ConsulLeaderEndpointAutoConfiguration.class)
				.hasSingleBean(LeaderElection.class));
	}

	@Test
	void isNotThereWithoutAnElection() {
		this.runner.withPropertyValues("management.endpoints.web.exposure.include=*", "consul.leader.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(LeadershipEndpoint.class));
	}

	@Test
	void noOtherEndpointShowsTheToken() {
		this.runner.run((context) -> {
			SanitizingFunction function = context.getBean(SanitizingFunction.class);
			for (String key : new String[] { "consul.leader.token", "spring.cloud.consul.token", "consul.token",
					"CONSUL_LEADER_TOKEN", "CONSUL_TOKEN" }) {
				assertThat(function.applyUnlessFiltered(new SanitizableData(null, key, "s3cret")).getValue()).as(key)
					.isNotEqualTo("s3cret");
			}
			assertThat(function.applyUnlessFiltered(new SanitizableData(null, "consul.leader.scope", "app")).getValue())
				.isEqualTo("app");
		});
	}

}

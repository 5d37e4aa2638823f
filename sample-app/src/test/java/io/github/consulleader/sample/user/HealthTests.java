package io.github.consulleader.sample.user;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.consulleader.agent.ConsulAgent;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What {@code /actuator/health} says in an application that has added our starter and the
 * actuator, and nothing else.
 */
@Tag("T36")
class HealthTests {

	private static final Duration LONG = Duration.ofSeconds(60);

	private final JsonMapper mapper = JsonMapper.builder().build();

	private final HttpClient client = HttpClient.newHttpClient();

	@Test
	void answersFromMemoryAlsoWhileConsulIsFrozen() throws Exception {
		try (ConsulAgent consul = ConsulAgent.dev();
				ConfigurableApplicationContext application = start(consul.httpAddress(), WebApplicationType.SERVLET)) {
			await().atMost(LONG).until(() -> leader(application).path("status").asString().equals("UP"));
			assertThat(ask(application).body()).doesNotContain("\"consul\"");
			consul.pause();
			await().atMost(LONG).until(() -> leader(application).path("status").asString().equals("UNKNOWN"));
			await().atMost(LONG).until(() -> leader(application).path("details").has("problem"));
			assertThat(ask(application).statusCode()).isEqualTo(200);
			consul.resume();
			await().atMost(LONG).until(() -> leader(application).path("status").asString().equals("UP"));
		}
	}

	@Test
	void isNotUpWithATokenThatConsulRefuses() throws Exception {
		try (ConsulAgent consul = ConsulAgent.builder()
			.config("acl { enabled = true default_policy = \"deny\" }")
			.start();
				ConfigurableApplicationContext application = start(consul.httpAddress(), WebApplicationType.SERVLET,
						"--consul.leader.token=11111111-2222-3333-4444-555555555555")) {
			await().atMost(LONG)
				.until(() -> leader(application).path("details").path("problem").asString().contains("ACL"));
			assertThat(leader(application).path("status").asString()).isEqualTo("UNKNOWN");
		}
	}

	@Test
	void theIndicatorThatAsksConsulIsThereForThoseWhoWantIt() {
		URI nobody = URI.create("http://127.0.0.1:9");
		try (ConfigurableApplicationContext application = start(nobody, WebApplicationType.NONE)) {
			assertThat(application.containsBean("consulHealthIndicator")).isFalse();
			assertThat(application.containsBean("leaderHealthIndicator")).isTrue();
		}
		try (ConfigurableApplicationContext application = start(nobody, WebApplicationType.NONE,
				"--management.health.consul.enabled=true")) {
			assertThat(application.containsBean("consulHealthIndicator")).isTrue();
		}
	}

	private JsonNode leader(ConfigurableApplicationContext application) throws Exception {
		return this.mapper.readTree(ask(application).body()).path("components").path("leader");
	}

	/** An answer that waits for Consul would come too late. */
	private HttpResponse<String> ask(ConfigurableApplicationContext application)
			throws IOException, InterruptedException {
		String port = application.getEnvironment().getProperty("local.server.port");
		return this.client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/health"))
			.timeout(Duration.ofSeconds(15))
			.build(), HttpResponse.BodyHandlers.ofString());
	}

	private static ConfigurableApplicationContext start(URI consul, WebApplicationType web, String... arguments) {
		List<String> all = new ArrayList<>(List.of("--spring.application.name=health", "--consul.leader.roles=health",
				"--server.port=0", "--management.endpoint.health.show-details=always", "--consul.leader.warm-up=false",
				"--spring.cloud.consul.host=" + consul.getHost(), "--spring.cloud.consul.port=" + consul.getPort()));
		all.addAll(List.of(arguments));
		return new SpringApplicationBuilder(User.class).web(web).run(all.toArray(String[]::new));
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class User {

	}

}

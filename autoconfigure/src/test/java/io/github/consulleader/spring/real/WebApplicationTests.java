package io.github.consulleader.spring.real;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.consulleader.consul.TestConsul;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.integration.leader.event.AbstractLeaderEvent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A whole web application with everything that Spring Boot configures by itself.
 */
@Tag("consul")
class WebApplicationTests {

	private final String name = "web-" + UUID.randomUUID();

	@Test
	@Tag("F49")
	void aManagementContextOfItsOwnStartsNoSecondElection() throws Exception {
		URI consul = TestConsul.troubledAddress();
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(App.class)
			.web(WebApplicationType.SERVLET)
			.registerShutdownHook(false)
			.properties("spring.main.banner-mode=off")
			.run("--spring.application.name=" + this.name, "--server.port=0", "--management.server.port=0",
					"--management.endpoints.web.exposure.include=leadership",
					"--spring.cloud.consul.host=" + consul.getHost(),
					"--spring.cloud.consul.port=" + consul.getPort())) {
			App app = context.getBean(App.class);
			await().until(() -> !app.events.isEmpty());
			assertThat(sessions(consul)).isEqualTo(1);
			JsonNode told = JsonMapper.builder()
				.build()
				.readTree(get("http://localhost:" + context.getEnvironment().getProperty("local.management.port")
						+ "/actuator/leadership"));
			JsonNode role = told.get("roles").get(this.name);
			assertThat(role.get("state").stringValue()).isEqualTo("WORKER");
			assertThat(role.get("term").get("token").longValue()).isPositive()
				.isEqualTo(role.get("worker").get("token").longValue());
			assertThat(told.get("session").stringValue()).hasSize(8);
			context.stop();
			context.start();
			await().until(() -> app.events.size() == 3);
			assertThat(app.events).containsExactly("OnGrantedEvent", "OnRevokedEvent", "OnGrantedEvent");
			assertThat(sessions(consul)).isEqualTo(1);
		}
		assertThat(sessions(consul)).isZero();
	}

	private long sessions(URI consul) throws Exception {
		JsonNode all = JsonMapper.builder().build().readTree(get(consul + "/v1/session/list"));
		return all.valueStream().filter((session) -> session.get("Name").stringValue().contains(this.name)).count();
	}

	private static String get(String uri) throws Exception {
		HttpResponse<String> answer = HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create(uri)).build(), HttpResponse.BodyHandlers.ofString());
		assertThat(answer.statusCode()).as(uri).isEqualTo(200);
		return answer.body();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class App {

		private final List<String> events = new CopyOnWriteArrayList<>();

		@EventListener
		void on(AbstractLeaderEvent event) {
			this.events.add(event.getClass().getSimpleName());
		}

	}

}

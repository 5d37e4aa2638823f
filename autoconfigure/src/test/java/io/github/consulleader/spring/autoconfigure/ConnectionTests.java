package io.github.consulleader.spring.autoconfigure;

import java.net.URI;
import java.util.Map;

import io.github.consulleader.consul.ConsulConnection;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cloud.consul.ConsulAutoConfiguration;
import org.springframework.core.env.MapPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

class ConnectionTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(AutoConfigurations
		.of(ConsulLeaderConnectionAutoConfiguration.class, ConsulAutoConfiguration.class, SslAutoConfiguration.class));

	@Test
	void comesFromSpringCloudConsul() {
		this.runner
			.withPropertyValues("spring.cloud.consul.host=consul.test", "spring.cloud.consul.port=1234",
					"spring.cloud.consul.scheme=https", "spring.cloud.consul.path=/mesh",
					"spring.cloud.consul.token=s3cret", "consul.leader.datacenter=dc9")
			.run((context) -> {
				ConsulConnection connection = context.getBean(ConsulConnection.class);
				assertThat(connection.address()).isEqualTo(URI.create("https://consul.test:1234/mesh"));
				assertThat(connection.token().get()).isEqualTo("s3cret");
				assertThat(connection.datacenter()).isEqualTo("dc9");
			});
	}

	@Test
	void ourOwnUrlGoesFirst() {
		this.runner
			.withPropertyValues("spring.cloud.consul.host=consul.test", "consul.leader.url=http://other.test:77",
					"consul.leader.token=ours", "spring.cloud.consul.token=theirs")
			.run((context) -> {
				ConsulConnection connection = context.getBean(ConsulConnection.class);
				assertThat(connection.address()).isEqualTo(URI.create("http://other.test:77"));
				assertThat(connection.token().get()).isEqualTo("ours");
			});
	}

	@Test
	void isTheAgentOfThisMachineWithoutSpringCloud() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(ConsulLeaderConnectionAutoConfiguration.class, SslAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader("org.springframework.cloud"))
			.run((context) -> assertThat(context.getBean(ConsulConnection.class).address())
				.isEqualTo(URI.create("http://localhost:8500")));
	}

	@Test
	void isTheAgentOfThisMachineWhereSpringCloudConsulIsOff() {
		this.runner.withPropertyValues("spring.cloud.consul.enabled=false", "spring.cloud.consul.host=consul.test")
			.run((context) -> assertThat(context.getBean(ConsulConnection.class).address())
				.isEqualTo(URI.create("http://localhost:8500")));
	}

	@Test
	void canBeDescribedByABean() {
		this.runner.withBean(ConsulLeaderConnectionDetails.class, () -> () -> URI.create("http://container.test:8500"))
			.run((context) -> assertThat(context.getBean(ConsulConnection.class).address())
				.isEqualTo(URI.create("http://container.test:8500")));
	}

	@Test
	void sendsNoTokenWhereNoneIsSet() {
		this.runner.withPropertyValues("consul.leader.token=")
			.run((context) -> assertThat(context.getBean(ConsulConnection.class).token().get()).isNull());
	}

	@Test
	@Tag("F38")
	void picksUpARotatedToken() {
		this.runner.withPropertyValues("spring.cloud.consul.token=old").run((context) -> {
			ConsulConnection connection = context.getBean(ConsulConnection.class);
			assertThat(connection.token().get()).isEqualTo("old");
			context.getSourceApplicationContext()
				.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("vault", Map.of("spring.cloud.consul.token", "new")));
			assertThat(connection.token().get()).isEqualTo("new");
		});
	}

	@Test
	void printsNoToken() {
		this.runner.withPropertyValues("consul.leader.token=s3cret").run((context) -> {
			assertThat(context.getBean(ConsulConnection.class)).asString().doesNotContain("s3cret");
			assertThat(context.getBean(ConsulLeaderConnectionDetails.class)).asString().doesNotContain("s3cret");
			assertThat(context.getBean(ConsulLeaderProperties.class)).asString().doesNotContain("s3cret");
		});
	}

	@Test
	void isNotMadeWhereElectionsAreOff() {
		this.runner.withPropertyValues("consul.leader.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(ConsulConnection.class));
	}

}

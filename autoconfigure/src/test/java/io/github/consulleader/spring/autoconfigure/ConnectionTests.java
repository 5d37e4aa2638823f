package io.github.consulleader.spring.autoconfigure;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.github.consulleader.consul.ConsulConnection;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
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

	@ParameterizedTest
	@CsvSource({ "my_consul, http://my_consul:8500", "::1, http://[::1]:8500", "[::1], http://[::1]:8500",
			"fe80::1%eth0, http://[fe80::1%eth0]:8500", "127.0.0.1, http://127.0.0.1:8500",
			"consul.service.consul, http://consul.service.consul:8500" })
	@Tag("T17")
	void takesNamesAndAddressesOfEveryKindForAHost(String host, String url) {
		this.runner.withPropertyValues("spring.cloud.consul.host=" + host).run((context) -> {
			assertThat(context).hasNotFailed();
			ConsulConnection connection = context.getBean(ConsulConnection.class);
			assertThat(connection.address()).isEqualTo(URI.create(url));
			assertThat(ConsulConnection.isHttp(connection.address())).isTrue();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://consul.test", "consul.test:8500", "my consul", "a/b" })
	@Tag("T17")
	void refusesWhatIsNoHostAndSaysWhereTheRestBelongs(String host) {
		this.runner.withPropertyValues("spring.cloud.consul.host=" + host).run((context) -> {
			FailureAnalysis analysis = FailureAnalyses.of(context.getStartupFailure());
			assertThat(analysis.getDescription()).startsWith("spring.cloud.consul.host = '" + host + "'");
			assertThat(analysis.getAction()).contains("spring.cloud.consul.scheme", "spring.cloud.consul.port");
		});
	}

	@Test
	@Tag("T16")
	void hangsSessionsOnACheckUnlessToldNotTo() {
		this.runner.run((context) -> assertThat(context.getBean(ConsulConnection.class).agentCheck()).isTrue());
		this.runner.withPropertyValues("consul.leader.agent-check=false")
			.run((context) -> assertThat(context.getBean(ConsulConnection.class).agentCheck()).isFalse());
	}

	@ParameterizedTest
	@CsvSource({ "spring.cloud.consul.scheme=https, https://localhost:8500",
			"consul.leader.url=https://consul.test:8501, https://consul.test:8501" })
	@Tag("T18")
	void usesTheSslBundleWhereverHttpsIs(String https, String url) {
		this.runner
			.withPropertyValues(https, "consul.leader.ssl-bundle=mine", "spring.ssl.bundle.jks.mine.options.ciphers=x")
			.run((context) -> {
				assertThat(context.getBean(ConsulConnection.class).address()).isEqualTo(URI.create(url));
				assertThat(context.getBean(ConsulConnection.class).sslContext()).isNotNull();
				assertThat(context.getBean(ConsulLeaderConnectionDetails.class).getSslBundle())
					.isSameAs(context.getBean(SslBundles.class).getBundle("mine"));
			});
	}

	@Test
	@Tag("T18")
	void usesTheSslBundleForAConnectionThatABeanDescribesWithoutOne() {
		this.runner.withPropertyValues("consul.leader.ssl-bundle=mine", "spring.ssl.bundle.jks.mine.options.ciphers=x")
			.withBean(ConsulLeaderConnectionDetails.class, () -> () -> URI.create("https://container.test:8500"))
			.run((context) -> assertThat(context.getBean(ConsulConnection.class).sslContext()).isNotNull());
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring.cloud.consul.scheme=http", "consul.leader.url=http://consul.test:8500" })
	@Tag("T18")
	void refusesAnSslBundleWithoutHttps(String http) {
		this.runner
			.withPropertyValues(http, "consul.leader.ssl-bundle=mine", "spring.ssl.bundle.jks.mine.options.ciphers=x")
			.run((context) -> {
				FailureAnalysis analysis = FailureAnalyses.of(context.getStartupFailure());
				assertThat(analysis.getDescription()).contains("consul.leader.ssl-bundle = 'mine'", "http://");
				assertThat(analysis.getAction()).contains("spring.cloud.consul.scheme", "https");
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring.cloud.consul.scheme=https", "consul.leader.url=https://consul.test:8501" })
	@Tag("T42")
	void namesAnSslBundleThatIsNotThere(String https) {
		this.runner
			.withPropertyValues(https, "consul.leader.ssl-bundle=nope", "spring.ssl.bundle.jks.mine.options.ciphers=x")
			.run((context) -> {
				FailureAnalysis analysis = FailureAnalyses.of(context.getStartupFailure());
				assertThat(analysis.getDescription()).contains("consul.leader.ssl-bundle = 'nope'", "[mine]");
				assertThat(analysis.getAction()).contains("spring.ssl.bundle.pem.nope");
			});
	}

	@Test
	@Tag("T42")
	void saysOfAnSslBundleThatCannotBeLoadedWhichSettingNamesIt() {
		this.runner
			.withPropertyValues("spring.cloud.consul.scheme=https", "consul.leader.ssl-bundle=torn",
					"spring.ssl.bundle.pem.torn.truststore.certificate=/nowhere/ca.pem")
			.run((context) -> assertThat(FailureAnalyses.of(context.getStartupFailure()).getDescription())
				.contains("consul.leader.ssl-bundle = 'torn'", "/nowhere/ca.pem"));
	}

	@Test
	@Tag("T19")
	@Tag("T43")
	void isNotMadeWhereSpringCloudConsulIsOff() {
		this.runner.withPropertyValues("spring.cloud.consul.enabled=false", "spring.cloud.consul.port=1234")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ConsulConnection.class));
	}

	@ParameterizedTest
	@CsvSource({ "consul.leader.url=http://other.test:77, http://other.test:77",
			"consul.leader.enabled=true, http://localhost:8500" })
	@Tag("T19")
	void isMadeWithoutSpringCloudConsulWhereWeAreToldTo(String told, String url) {
		this.runner
			.withPropertyValues("spring.cloud.consul.enabled=false", "spring.cloud.consul.host=consul.test", told)
			.run((context) -> assertThat(context.getBean(ConsulConnection.class).address()).isEqualTo(URI.create(url)));
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
	@Tag("T39")
	void picksUpATokenThatIsRotatedInAMountedFile(@TempDir Path secrets) throws IOException {
		Path file = Files.writeString(Files.createDirectories(secrets.resolve("consul/leader")).resolve("token"),
				"old\n");
		this.runner.withInitializer(new ConfigDataApplicationContextInitializer())
			.withPropertyValues("spring.config.import=configtree:" + secrets + "/")
			.run((context) -> {
				ConsulConnection connection = context.getBean(ConsulConnection.class);
				assertThat(connection.token().get()).isEqualTo("old");
				Files.writeString(file, "new\n");
				assertThat(connection.token().get()).isEqualTo("new");
			});
	}

	@Test
	@Tag("T39")
	void picksUpATokenThatAnotherPropertyRefersTo(@TempDir Path secrets) throws IOException {
		Path file = Files.writeString(secrets.resolve("acl"), "old");
		this.runner.withInitializer(new ConfigDataApplicationContextInitializer())
			.withPropertyValues("spring.config.import=configtree:" + secrets + "/", "spring.cloud.consul.token=${acl}")
			.run((context) -> {
				ConsulConnection connection = context.getBean(ConsulConnection.class);
				assertThat(connection.token().get()).isEqualTo("old");
				Files.writeString(file, "new");
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
	void isNotMadeWhereElectionsAndLocksAreOff() {
		this.runner.withPropertyValues("consul.leader.enabled=false", "consul.leader.locks.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(ConsulConnection.class));
	}

}

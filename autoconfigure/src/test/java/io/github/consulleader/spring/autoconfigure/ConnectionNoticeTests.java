package io.github.consulleader.spring.autoconfigure;

import java.net.URI;
import java.time.Duration;

import io.github.consulleader.consul.ConsulConnection;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("T18")
@ExtendWith(OutputCaptureExtension.class)
class ConnectionNoticeTests {

	private static final URI CONSUL = URI.create("http://127.0.0.1:9");

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(ConsulLeaderConnectionAutoConfiguration.class, SslAutoConfiguration.class));

	@Test
	void namesWhatAConnectionOfTheApplicationMakesIneffective(CapturedOutput output) {
		this.runner.withBean("mine", ConsulConnection.class, () -> new ConsulConnection(CONSUL, Duration.ofSeconds(1)))
			.withPropertyValues("consul.leader.agentCheck=false", "consul.leader.url=http://other.test:8500")
			.run((context) -> assertThat(output).contains("WARN", "[mine] of type ConsulConnection",
					"[consul.leader.url, consul.leader.agent-check] has no effect"));
	}

	@Test
	void namesWhatADescriptionOfTheApplicationMakesIneffective(CapturedOutput output) {
		this.runner.withBean("mine", ConsulLeaderConnectionDetails.class, () -> () -> CONSUL)
			.withPropertyValues("consul.leader.agent-check=false", "consul.leader.token=x")
			.run((context) -> assertThat(output).contains("[mine] of type ConsulLeaderConnectionDetails",
					"[consul.leader.token] has no effect"));
	}

	@Test
	void isSilentWhereAllHasItsEffect(CapturedOutput output) {
		this.runner.withPropertyValues("consul.leader.agent-check=false", "consul.leader.url=http://other.test:8500")
			.run((context) -> assertThat(context).hasNotFailed());
		this.runner.withBean("mine", ConsulLeaderConnectionDetails.class, () -> () -> CONSUL)
			.withPropertyValues("consul.leader.agent-check=false")
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).doesNotContain("has no effect");
	}

}

package io.github.consulleader.spring.autoconfigure;

import java.util.Set;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cloud.autoconfigure.ConfigurationPropertiesRebinderAutoConfiguration;
import org.springframework.cloud.autoconfigure.RefreshAutoConfiguration;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.cloud.context.properties.ConfigurationPropertiesRebinder;

import static org.assertj.core.api.Assertions.assertThat;

/** Spring Cloud refreshes an application whose settings are fixed once it runs. */
@Tag("T22")
@ExtendWith(OutputCaptureExtension.class)
class RefreshTests {

	@Test
	void aRefreshIsSilent(CapturedOutput output) {
		LeaderRunner.alone()
			.withConfiguration(AutoConfigurations.of(RefreshAutoConfiguration.class,
					ConfigurationPropertiesRebinderAutoConfiguration.class))
			.withPropertyValues("consul.leader.scope=kept")
			.run((context) -> {
				ConsulLeaderProperties before = context.getBean(ConsulLeaderProperties.class);
				context.publishEvent(new EnvironmentChangeEvent(context, Set.of("consul.leader.scope")));
				assertThat(output).doesNotContain("ConsulLeaderProperties").doesNotContain("Cannot create default");
				assertThat(context.getBean(ConfigurationPropertiesRebinder.class).getErrors()).isEmpty();
				assertThat(context.getBean(ConsulLeaderProperties.class)).isSameAs(before);
				assertThat(before.scope()).isEqualTo("kept");
			});
	}

}

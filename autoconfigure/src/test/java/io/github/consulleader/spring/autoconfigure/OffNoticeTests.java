package io.github.consulleader.spring.autoconfigure;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;

/** What is off says which property did it, once. */
@ExtendWith(OutputCaptureExtension.class)
class OffNoticeTests {

	@ParameterizedTest
	@ValueSource(strings = { "consul.leader.enabled=false", "spring.cloud.consul.enabled=false" })
	@Tag("T19")
	@Tag("T43")
	void saysOnceWhichPropertyTurnsElectionsOff(String off, CapturedOutput output) {
		LeaderRunner.alone()
			.withConfiguration(AutoConfigurations.of(ConsulLeaderOffAutoConfiguration.class))
			.withPropertyValues(off)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(StringUtils.countOccurrencesOf(output.toString(), "Elections are off by " + off))
					.isEqualTo(1);
			});
	}

	@Test
	void saysNothingWhereTheyAreOn(CapturedOutput output) {
		LeaderRunner.alone()
			.withConfiguration(AutoConfigurations.of(ConsulLeaderOffAutoConfiguration.class))
			.run((context) -> assertThat(output).doesNotContain("Elections are off"));
	}

}

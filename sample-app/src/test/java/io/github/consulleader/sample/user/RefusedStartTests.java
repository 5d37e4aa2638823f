package io.github.consulleader.sample.user;

import java.util.concurrent.TimeUnit;

import io.github.consulleader.spring.LeaderOnly;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What a user reads on the console after a common mistake: what is wrong and what to do,
 * instead of a stack trace.
 */
@ExtendWith(OutputCaptureExtension.class)
class RefusedStartTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			--consul.leader.enabled=true | spring.application.name
			--consul.leader.scope=app    | spring.application.name
			--consul.leader.role=' '     | consul.leader.role
			--consul.leader.chek-ttl=5s  | Did you mean consul.leader.check-ttl
			--consul.leader.roles=a,,b   | consul.leader.roles[1]
			""")
	@Tag("T41")
	@Tag("T42")
	void saysWhatIsWrongAndWhatToDo(String argument, String said, CapturedOutput output) {
		SpringApplicationBuilder application = new SpringApplicationBuilder(Reports.class).web(WebApplicationType.NONE);
		String name = said.startsWith("spring.") ? "--server.port=0" : "--spring.application.name=app";
		assertThatException().isThrownBy(() -> application.run(name, argument.replace("'", "")));
		assertThat(output).contains("APPLICATION FAILED TO START", "Action:", said).doesNotContain("\tat ");
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableScheduling
	static class Reports {

		@LeaderOnly
		@Scheduled(fixedRate = 1, timeUnit = TimeUnit.HOURS)
		void report() {
		}

	}

}

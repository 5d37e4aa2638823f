package io.github.consulleader.spring.autoconfigure;

import io.github.consulleader.LeaderElection;
import io.github.consulleader.SharedConsul;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/** An application with an election of its own, instead of ours or beside it. */
@Tag("T44")
@ExtendWith(OutputCaptureExtension.class)
class OwnElectionTests {

	private final ApplicationContextRunner runner = LeaderRunner.alone();

	@Test
	void takesThePlaceOfOursAndThatIsSaid(CapturedOutput output) {
		this.runner.withUserConfiguration(Instead.class).run((context) -> {
			assertThat(context).hasSingleBean(LeaderElection.class).doesNotHaveBean("consulLeaderElection");
			assertThat(output).contains("INFO", "[mine] takes the place of the election", "defaultCandidate = false");
		});
	}

	@Test
	void livesBesideOursWhereItIsNoDefaultCandidate(CapturedOutput output) {
		this.runner.withUserConfiguration(Beside.class).run((context) -> {
			assertThat(context.getBean(Both.class).ours().status().candidate().scope()).isEqualTo("app");
			assertThat(context.getBean(Both.class).second().status().candidate().scope()).isEqualTo("second");
			assertThat(output).doesNotContain("takes the place");
		});
	}

	@Configuration(proxyBeanMethods = false)
	static class Instead {

		@Bean
		LeaderElection mine(SharedConsul consul) {
			return LeaderElection.builder().scope("mine").consul(consul).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Beside {

		@Bean(defaultCandidate = false)
		LeaderElection second(SharedConsul consul) {
			return LeaderElection.builder().scope("second").consul(consul).build();
		}

		@Bean
		Both both(LeaderElection ours, @Qualifier("second") LeaderElection second) {
			return new Both(ours, second);
		}

	}

	record Both(LeaderElection ours, LeaderElection second) {

	}

}

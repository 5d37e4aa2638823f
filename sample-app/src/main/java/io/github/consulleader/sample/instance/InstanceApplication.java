package io.github.consulleader.sample.instance;

import java.io.IOException;
import java.time.Clock;

import io.github.consulleader.role.Leadership;
import io.github.consulleader.sample.channel.MessageLines;
import io.github.consulleader.sample.report.Journal;
import io.github.consulleader.sample.report.ReportFolder;
import io.github.consulleader.sample.report.Totals;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * One instance of the service.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableScheduling
@EnableConfigurationProperties(InstanceProperties.class)
@Import({ RequestService.class, ReportJob.class, Housekeeper.class, TermTeller.class })
public class InstanceApplication {

	/** The role that all instances share: the name of the application. */
	public static final String ROLE = "report-service";

	/**
	 * Starts an instance. Meant to be called by the launcher: it ends when its standard
	 * input does.
	 * @param args properties, {@code --sample.instance} and {@code --sample.folder} at
	 * least
	 */
	public static void main(String[] args) {
		SpringApplication application = new SpringApplication(InstanceApplication.class);
		application.setAdditionalProfiles("instance");
		application.run(args);
	}

	@Bean
	ReportFolder reportFolder(InstanceProperties properties) throws IOException {
		return new ReportFolder(properties.folder(), JsonMapper.shared());
	}

	@Bean
	Journal journal(InstanceProperties properties) {
		return new Journal(properties.folder(), properties.instance());
	}

	@Bean
	Totals totals(InstanceProperties properties) {
		return new Totals(properties.folder());
	}

	@Bean
	Clock clock() {
		return Clock.systemUTC();
	}

	@Bean
	Voice voice(Leadership leadership, Clock clock) {
		return new Voice(leadership, clock, new MessageLines(), System.out);
	}

	@Bean
	Pulse pulse(Leadership leadership, Clock clock, Voice voice) {
		return new Pulse(leadership, clock, voice);
	}

	@Bean
	LauncherPipe launcherPipe(Leadership leadership) {
		return new LauncherPipe(leadership, System.in);
	}

}

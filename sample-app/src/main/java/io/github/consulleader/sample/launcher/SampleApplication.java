package io.github.consulleader.sample.launcher;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.consulleader.sample.fleet.ConsulHost;
import io.github.consulleader.sample.fleet.Fleet;
import io.github.consulleader.sample.fleet.FleetPlan;
import io.github.consulleader.sample.fleet.JavaCommand;
import io.github.consulleader.sample.instance.InstanceApplication;
import io.github.consulleader.sample.page.LoopbackGuard;
import io.github.consulleader.sample.page.PageController;
import io.github.consulleader.sample.page.PictureStream;
import io.github.consulleader.sample.report.ReportFolder;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.consul.ConsulProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Starts a fleet and shows it.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableConfigurationProperties(SampleProperties.class)
@Import(PageController.class)
public class SampleApplication {

	/**
	 * Starts a fleet and shows it at http://localhost:8080.
	 * @param args properties, such as {@code --server.port=8081}; those of
	 * {@code consul.leader}, {@code spring.cloud.consul} and {@code sample.service} go to
	 * the instances too
	 */
	public static void main(String[] args) {
		SpringApplication application = new SpringApplication(SampleApplication.class);
		application.setAdditionalProfiles("launcher");
		application.run(args);
	}

	@Bean
	FleetFolder fleetFolder(SampleProperties properties) throws IOException {
		return FleetFolder.in(properties.folder());
	}

	@Bean
	ConsulHost consulHost(ConsulProperties properties) {
		String scheme = (properties.getScheme() != null) ? properties.getScheme() : "http";
		return new ConsulHost(URI.create(scheme + "://" + properties.getHost() + ":" + properties.getPort()));
	}

	@Bean
	Fleet fleet(SampleProperties properties, FleetFolder folder, ConsulHost consul, ConsulProperties consulProperties,
			ApplicationArguments arguments) throws IOException {
		List<String> instances = IntStream.rangeClosed(1, properties.instances())
			.mapToObj((i) -> "instance-" + i)
			.toList();
		FleetPlan plan = new FleetPlan(instances, InstanceApplication.ROLE, folder.path(), JavaCommand.ofThisJvm(),
				InstanceApplication.class.getName(), forInstances(arguments, consulProperties));
		return new Fleet(plan, consul, new ReportFolder(folder.path(), JsonMapper.shared()), Clock.systemUTC());
	}

	@Bean
	PictureStream pictureStream() {
		return new PictureStream();
	}

	@Bean
	FleetLifecycle fleetLifecycle(Fleet fleet, PictureStream stream) {
		return new FleetLifecycle(fleet, stream);
	}

	@Bean
	LoopbackGuard loopbackGuard() {
		return new LoopbackGuard();
	}

	private static List<String> forInstances(ApplicationArguments arguments, ConsulProperties consul) {
		List<String> address = List.of("--spring.cloud.consul.host=" + consul.getHost(),
				"--spring.cloud.consul.port=" + consul.getPort());
		Stream<String> passedOn = Stream.of(arguments.getSourceArgs())
			.filter((argument) -> Stream.of("--consul.leader.", "--spring.cloud.consul.", "--sample.service.")
				.anyMatch(argument::startsWith))
			.filter((argument) -> !argument.startsWith("--spring.cloud.consul.host=")
					&& !argument.startsWith("--spring.cloud.consul.port="));
		return Stream.concat(passedOn, address.stream()).toList();
	}

}

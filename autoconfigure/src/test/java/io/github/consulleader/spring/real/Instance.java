package io.github.consulleader.spring.real;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

import io.github.consulleader.consul.TestConsul;
import io.github.consulleader.role.Leadership;
import io.github.consulleader.spring.Leaderships;
import io.github.consulleader.spring.autoconfigure.ConsulLeaderAutoConfiguration;
import io.github.consulleader.spring.autoconfigure.ConsulLeaderConnectionAutoConfiguration;
import io.github.consulleader.spring.autoconfigure.LeaderOnlyAutoConfiguration;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cloud.consul.ConsulAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * One instance of an application that takes part in elections, on the Consul that tests
 * share.
 *
 * @param context the application
 */
record Instance(ConfigurableApplicationContext context) implements AutoCloseable {

	/** Starts an instance; what happens is told to the story under its name. */
	static Instance start(String name, String scope, Story story, Class<?> beans, String... arguments) {
		URI consul = TestConsul.troubledAddress();
		List<String> all = new ArrayList<>(List.of("--spring.application.name=app", "--consul.leader.scope=" + scope,
				"--consul.leader.instance=" + name, "--spring.cloud.consul.host=" + consul.getHost(),
				"--spring.cloud.consul.port=" + consul.getPort()));
		all.addAll(List.of(arguments));
		return new Instance(new SpringApplicationBuilder(Base.class, beans).web(WebApplicationType.NONE)
			.registerShutdownHook(false)
			.properties("spring.main.banner-mode=off")
			.initializers((context) -> context.getBeanFactory().registerSingleton("diary", story.diary(name)))
			.run(all.toArray(String[]::new)));
	}

	Leadership leadership() {
		return this.context.getBean(Leaderships.class).all().get(0);
	}

	Story.Diary diary() {
		return this.context.getBean(Story.Diary.class);
	}

	@Override
	public void close() {
		this.context.close();
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ ConsulAutoConfiguration.class, ConsulLeaderConnectionAutoConfiguration.class,
			ConsulLeaderAutoConfiguration.class, LeaderOnlyAutoConfiguration.class, LifecycleAutoConfiguration.class,
			SslAutoConfiguration.class, TaskSchedulingAutoConfiguration.class,
			PropertyPlaceholderAutoConfiguration.class })
	static class Base {

	}

}

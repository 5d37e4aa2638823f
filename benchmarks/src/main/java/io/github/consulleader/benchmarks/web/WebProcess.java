package io.github.consulleader.benchmarks.web;

import java.util.List;
import java.util.Map;

import io.github.consulleader.benchmarks.contest.ContestantKind;
import io.github.consulleader.benchmarks.contest.ContestantSpec;
import io.github.consulleader.benchmarks.process.Channel;
import io.github.consulleader.benchmarks.process.Event;
import io.github.consulleader.benchmarks.process.Jvm;

import org.springframework.boot.SpringApplication;

/** The process in which a web application runs that takes part in an election. */
final class WebProcess {

	/** In place of that of the tests, which is in the class path too. */
	private static final String LOGGING = "classpath:io/github/consulleader/benchmarks/logback.xml";

	private WebProcess() {
	}

	static Jvm start(ContestantSpec spec) {
		return (spec.kind() == ContestantKind.CONSUL_LOCK) ? Jvm.campaigning(spec)
				: Jvm.start(spec.instance(), WebProcess.class.getName(), List.of(), spec.arguments());
	}

	/**
	 * Runs until it is ended.
	 * @param args a {@link ContestantSpec}
	 */
	@SuppressWarnings("resource")
	public static void main(String... args) {
		ContestantSpec spec = ContestantSpec.of(args);
		Channel channel = new Channel();
		SpringApplication application = new SpringApplication(WebApplication.class, wiring(spec.kind()));
		application.setDefaultProperties(Map.of("server.port", "0", "spring.main.banner-mode", "off", "logging.config",
				LOGGING, "spring.application.name", spec.scope(), "benchmarks.address", spec.address(),
				"benchmarks.instance", spec.instance(), "consul.leader.enabled", spec.kind() == ContestantKind.OURS,
				"consul.leader.url", (spec.kind() == ContestantKind.OURS) ? spec.address() : "http://127.0.0.1"));
		application.addInitializers((context) -> context.getBeanFactory().registerSingleton("channel", channel));
		application.run();
		channel.tell(Event.READY);
		channel.obey((command) -> {
			throw new IllegalArgumentException(command);
		});
	}

	private static Class<?> wiring(ContestantKind kind) {
		return switch (kind) {
			case OURS -> OursWiring.class;
			case SPRING_JDBC -> SpringJdbcWiring.class;
			case CURATOR -> CuratorWiring.class;
			default -> throw new IllegalArgumentException(kind + " has no web application");
		};
	}

}

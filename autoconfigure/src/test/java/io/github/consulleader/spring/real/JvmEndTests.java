package io.github.consulleader.spring.real;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import io.github.consulleader.LeaderElection;
import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.Consistency;
import io.github.consulleader.consul.ConsulConnection;
import io.github.consulleader.consul.Entry;
import io.github.consulleader.consul.HttpConsul;
import io.github.consulleader.consul.Listing;
import io.github.consulleader.consul.TestConsul;
import io.github.consulleader.role.RoleStatus;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.context.event.SimpleApplicationEventMulticaster;
import org.springframework.integration.leader.event.AbstractLeaderEvent;
import org.springframework.integration.leader.event.OnGrantedEvent;
import org.springframework.integration.leader.event.OnRevokedEvent;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A JVM that is told to end while its application is worker: the role is handed over by
 * our own hook, before the context closes, or although nobody closes it.
 */
@Tag("consul")
@Timeout(120)
class JvmEndTests {

	/** Whether Spring closes the context, in the environment. */
	private static final String CLOSES = "JVM_END_TESTS_CLOSES";

	/** Whether events have an executor, in the environment. */
	private static final String ELSEWHERE = "JVM_END_TESTS_ELSEWHERE";

	private final String scope = "jvm-" + UUID.randomUUID();

	/** The application. */
	static final class Main {

		private Main() {
		}

		public static void main(String[] arguments) {
			boolean elsewhere = Boolean.parseBoolean(System.getenv(ELSEWHERE));
			new SpringApplicationBuilder(Instance.Base.class, elsewhere ? Elsewhere.class : Teller.class)
				.web(WebApplicationType.NONE)
				.registerShutdownHook(Boolean.parseBoolean(System.getenv(CLOSES)))
				.properties("spring.main.banner-mode=off", "spring.main.keep-alive=true")
				.run(arguments);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Teller {

		@EventListener
		@SuppressWarnings("SystemOut")
		void granted(OnGrantedEvent event) {
			System.out.println("told: granted");
		}

		@EventListener
		@SuppressWarnings("SystemOut")
		void closing(ContextClosedEvent event) {
			LeaderElection election = event.getApplicationContext().getBean(LeaderElection.class);
			boolean released = election.status().roles().get(0).state() == RoleStatus.State.OFF;
			System.out.println("told: closing, " + (released ? "released" : "held"));
		}

		@EventListener
		@SuppressWarnings("SystemOut")
		void revoked(OnRevokedEvent event) {
			System.out.println("told: revoked");
		}

	}

	/**
	 * With an executor for events, and a bean that others may need until they have
	 * stopped.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Elsewhere implements SmartLifecycle {

		private final LeaderElection election;

		private volatile boolean running;

		Elsewhere(LeaderElection election) {
			this.election = election;
		}

		@Bean
		static SimpleApplicationEventMulticaster applicationEventMulticaster() {
			SimpleApplicationEventMulticaster multicaster = new SimpleApplicationEventMulticaster();
			multicaster.setTaskExecutor(Executors.newCachedThreadPool());
			return multicaster;
		}

		@EventListener
		@SuppressWarnings("SystemOut")
		void told(AbstractLeaderEvent event) {
			System.out.println("told: " + event.getClass().getSimpleName());
		}

		@Override
		public void start() {
			this.running = true;
		}

		@Override
		@SuppressWarnings("SystemOut")
		public void stop() {
			boolean released = this.election.status().roles().get(0).state() == RoleStatus.State.OFF;
			System.out.println("told: bean stops, " + (released ? "released" : "held"));
			this.running = false;
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

	}

	@Test
	@Tag("T13")
	void stopsNothingElseBeforeTheRoleHasGoneOnAlsoWhereEventsHaveAnExecutor() throws Exception {
		Process jvm = start(true, true);
		try (BufferedReader out = jvm.inputReader(StandardCharsets.UTF_8)) {
			assertThat(nextTold(out)).isEqualTo("told: OnGrantedEvent");
			assertThat(jvm.toHandle().destroy()).isTrue();
			assertThat(nextTold(out)).isEqualTo("told: OnRevokedEvent");
			assertThat(nextTold(out)).isEqualTo("told: bean stops, released");
			assertThat(jvm.waitFor(60, TimeUnit.SECONDS)).isTrue();
		}
		finally {
			jvm.destroyForcibly();
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void handsTheRoleOverBeforeItEnds(boolean closes) throws Exception {
		Process jvm = start(closes, false);
		try (BufferedReader out = jvm.inputReader(StandardCharsets.UTF_8)) {
			assertThat(nextTold(out)).isEqualTo("told: granted");
			// Its streams stay open.
			assertThat(jvm.toHandle().destroy()).isTrue();
			assertThat(nextTold(out)).isEqualTo("told: revoked");
			assertThat(nextTold(out)).isEqualTo(closes ? "told: closing, released" : "null");
			assertThat(jvm.waitFor(60, TimeUnit.SECONDS)).isTrue();
		}
		finally {
			jvm.destroyForcibly();
		}
		assertThat(entries()).hasSize(2).allSatisfy((entry) -> assertThat(entry.session()).isNull());
		assertThat(entries()).filteredOn((entry) -> entry.key().endsWith("/term"))
			.singleElement()
			.satisfies((term) -> assertThat(term.value()).contains("\"released\":true"));
	}

	private Process start(boolean closes, boolean elsewhere) throws IOException {
		URI consul = TestConsul.troubledAddress();
		ProcessBuilder builder = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp",
				System.getProperty("java.class.path"), Main.class.getName(), "--spring.application.name=app",
				"--consul.leader.scope=" + this.scope, "--spring.cloud.consul.host=" + consul.getHost(),
				"--spring.cloud.consul.port=" + consul.getPort());
		builder.environment().put(CLOSES, Boolean.toString(closes));
		builder.environment().put(ELSEWHERE, Boolean.toString(elsewhere));
		return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
	}

	private static String nextTold(BufferedReader out) throws IOException {
		String line = out.readLine();
		while (line != null && !line.startsWith("told: ")) {
			line = out.readLine();
		}
		return String.valueOf(line);
	}

	private List<Entry> entries() {
		try (HttpConsul consul = new HttpConsul(new ConsulConnection(TestConsul.address(), Duration.ofSeconds(5)))) {
			Answer<Listing> answer = consul.list("leader/" + this.scope + "/", Consistency.QUORUM).join();
			assertThat(answer).isInstanceOf(Answer.Done.class);
			return ((Answer.Done<Listing>) answer).value().entries();
		}
	}

}

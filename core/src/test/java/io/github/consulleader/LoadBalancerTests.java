package io.github.consulleader;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.github.consulleader.agent.ConsulAgent;
import io.github.consulleader.agent.ConsulCluster;
import io.github.consulleader.consul.ConsulConnection;
import io.github.consulleader.consul.LoopbackServer;
import io.github.consulleader.role.Leadership;
import io.github.consulleader.role.Role;
import io.github.consulleader.role.Timings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Three servers that are given the connections in turn, as on Kubernetes without agents.
 */
@Tag("T16")
class LoadBalancerTests {

	/** In which sessions would be lost four times if they hung on a check. */
	private static final Duration LONG = Duration.ofSeconds(12);

	private static final Duration GENEROUS = Duration.ofSeconds(60);

	private final ConsulCluster cluster = ConsulCluster.of(3);

	/** One for each process: if they shared one, chance would decide who gets which. */
	private final List<LoopbackServer> balancers = new ArrayList<>();

	private final String scope = "balanced-" + UUID.randomUUID();

	private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();

	private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
		@Override
		protected void append(ILoggingEvent event) {
			if (event.getFormattedMessage().contains(LoadBalancerTests.this.scope)) {
				LoadBalancerTests.this.events.add(event);
			}
		}
	};

	private final List<LeaderElection> elections = new ArrayList<>();

	private final List<Recorder> recorders = new ArrayList<>();

	private final List<Leadership> roles = new ArrayList<>();

	private static Logger logger() {
		return (Logger) LoggerFactory.getLogger("io.github.consulleader");
	}

	@BeforeEach
	void listen() {
		this.appender.start();
		logger().addAppender(this.appender);
	}

	@AfterEach
	void close() {
		this.elections.forEach(LeaderElection::close);
		logger().detachAppender(this.appender);
		this.balancers.forEach(LoopbackServer::close);
		this.cluster.close();
	}

	private void start(boolean agentCheck) {
		for (int i = 0; i < 2; i++) {
			LoopbackServer balancer = LoopbackServer
				.balance(this.cluster.servers().stream().map(ConsulAgent::httpAddress).toList());
			this.balancers.add(balancer);
			ConsulConnection connection = new ConsulConnection(balancer.address(), () -> null, null, null,
					Timings.balanced().requestTimeout(), agentCheck);
			LeaderElection election = LeaderElection.builder().scope(this.scope).consul(connection).build();
			Recorder recorder = new Recorder();
			this.roles.add(election.join(Role.of("r"), recorder));
			this.recorders.add(recorder);
			this.elections.add(election);
			election.start();
		}
	}

	private List<String> sessions() {
		return this.elections.stream().map((election) -> Objects.toString(election.status().session())).toList();
	}

	private long said(Level level, String words) {
		return this.events.stream()
			.filter((event) -> event.getLevel() == level && event.getFormattedMessage().contains(words))
			.count();
	}

	private void holdsFor(Duration time) {
		await().atMost(GENEROUS).until(() -> this.roles.stream().anyMatch(Leadership::isLeader));
		await().atMost(GENEROUS).until(() -> this.elections.stream().noneMatch((e) -> e.status().session() == null));
		List<String> sessions = sessions();
		long grants = grants();
		await().during(time).atMost(time.plus(GENEROUS)).until(() -> sessions().equals(sessions) && grants() == grants);
		assertThat(this.roles.stream().filter(Leadership::isLeader)).hasSize(1);
	}

	private long grants() {
		return this.recorders.stream()
			.flatMap((recorder) -> recorder.events().stream())
			.filter((event) -> event.reason() == null)
			.count();
	}

	@Test
	void worksWithoutAffinityAndSaysSoOnce() {
		start(true);
		await().atMost(GENEROUS).until(() -> said(Level.WARN, "load balancer") == 2);
		// The two connections of a start may lead to one server, by chance: then the next
		// answer of another tells.
		long atFirst = said(Level.INFO, "began, with a check");
		holdsFor(LONG);
		assertThat(grants()).as("terms").isLessThanOrEqualTo(1 + atFirst);
		assertThat(said(Level.INFO, " began, ")).as("sessions").isEqualTo(2 + atFirst);
		assertThat(this.events).filteredOn((event) -> event.getLevel() == Level.WARN).hasSize(2);
		assertThat(this.elections).allMatch((election) -> election.status().takeOver().processDeath().toSeconds() > 20);
	}

	@Test
	void saysNothingWhereItIsToldNotToUseACheck() {
		start(false);
		holdsFor(Duration.ofSeconds(1));
		assertThat(this.events).noneMatch((event) -> event.getLevel() == Level.WARN);
		assertThat(said(Level.INFO, "began, without a check")).isEqualTo(2);
	}

}

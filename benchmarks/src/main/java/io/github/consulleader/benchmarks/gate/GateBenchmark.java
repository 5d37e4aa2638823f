package io.github.consulleader.benchmarks.gate;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.github.consulleader.role.Leadership;
import io.github.consulleader.spring.election.JoinedRoles;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * What a worker pays to be asked, in a Spring Boot application that is worker on a real
 * Consul. {@code scheduledGate} is all that stands between the scheduler and a
 * {@code @Scheduled} method that is {@code @LeaderOnly}. Confidence is longer than the
 * default, since full collections and a busy core are no reason to lose the role here; it
 * is the same arithmetic.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init")
public class GateBenchmark {

	private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

	/** Where Consul is. */
	@Param("http://localhost:8500")
	public String consul = "";

	private ConfigurableApplicationContext context;

	private JoinedRoles roles;

	private Leadership leadership;

	/** Waits until it is worker. */
	@Setup(Level.Trial)
	public void start() {
		SpringApplication application = new SpringApplication(GateApplication.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setDefaultProperties(Map.of("spring.main.banner-mode", "off", "logging.config",
				"classpath:io/github/consulleader/benchmarks/logback.xml", "spring.application.name",
				"gate-" + ProcessHandle.current().pid(), "consul.leader.url", this.consul, "consul.leader.lock-delay",
				"6s", "consul.leader.confidence", "5400ms"));
		this.context = application.run();
		this.roles = this.context.getBean(JoinedRoles.class);
		this.leadership = this.roles.all().get(0);
		long begun = System.nanoTime();
		while (!this.leadership.isLeader()) {
			if (System.nanoTime() - begun > PATIENCE_NANOS) {
				throw new IllegalStateException("Not worker: " + this.leadership.status());
			}
			LockSupport.parkNanos(1_000_000);
		}
	}

	/** Fails if it was not worker until the end: then something else was measured. */
	@TearDown(Level.Trial)
	public void stop() {
		boolean worker = this.leadership.isLeader();
		this.context.close();
		if (!worker) {
			throw new IllegalStateException("Not worker any more: " + this.leadership.status());
		}
	}

	/** What anybody may ask at any time. */
	@Benchmark
	public boolean isLeader() {
		return this.leadership.isLeader();
	}

	/** Work that is registered, so that it drains. */
	@Benchmark
	public boolean runIfLeader(Blackhole hole) {
		return this.leadership.runIfLeader(hole::consume);
	}

	/** The same with the term of the thread. */
	@Benchmark
	public boolean scheduledGate(Blackhole hole) {
		return this.roles.runIfLeader(this.leadership.role(), () -> hole.consume(1));
	}

}

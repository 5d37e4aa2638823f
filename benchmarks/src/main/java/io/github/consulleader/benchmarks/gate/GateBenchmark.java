package io.github.consulleader.benchmarks.gate;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.github.consulleader.role.Leadership;
import io.github.consulleader.spring.election.Gate;
import io.github.consulleader.spring.election.DefaultLeaderships;
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
import org.springframework.scheduling.config.ScheduledTaskHolder;

/**
 * What a worker pays to be asked, in a Spring Boot application that is worker on a real
 * Consul. {@code scheduledGate} is all that stands between the scheduler and a
 * {@code @Scheduled} method that is {@code @LeaderOnly}.
 * <p>
 * {@code @LeaderOnly} makes no proxy of its own and is refused where nobody schedules the
 * method. So a proxied method is a {@code @Scheduled} one of a bean that has a proxy for
 * another reason, such as {@code @Transactional}: {@code proxiedMethod} is the gate with
 * a call of the proxy behind it, {@code proxy} that call alone. The whole run as Spring's
 * scheduler makes it, with reflection, observation and outcome, is
 * {@code scheduledProxied}, and {@code scheduledProxiedUngated} for a method that is not
 * {@code @LeaderOnly}.
 * <p>
 * Confidence is longer than the default, since full collections and a busy core are no
 * reason to lose the role here; it is the same arithmetic.
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

	private Leadership leadership;

	private int runs;

	private Gate gate;

	private Gate gateOfProxy;

	private ProxiedJobs.Gated proxy;

	private Runnable gated;

	private Runnable ungated;

	/** Waits until it is worker. */
	@Setup(Level.Trial)
	public void start() {
		SpringApplication application = new SpringApplication(GateApplication.class, ProxiedJobs.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setDefaultProperties(Map.of("spring.main.banner-mode", "off", "logging.config",
				"classpath:io/github/consulleader/benchmarks/logback.xml", "spring.application.name",
				"gate-" + ProcessHandle.current().pid(), "consul.leader.url", this.consul, "consul.leader.lock-delay",
				"6s", "consul.leader.confidence", "5400ms"));
		this.context = application.run();
		DefaultLeaderships roles = this.context.getBean(DefaultLeaderships.class);
		this.leadership = roles.all().get(0);
		this.gate = roles.gate(this.leadership.role(), () -> this.runs++);
		this.proxy = this.context.getBean(ProxiedJobs.Gated.class);
		this.gateOfProxy = roles.gate(this.leadership.role(), this.proxy::run);
		this.gated = scheduled("Gated.run");
		this.ungated = scheduled("Ungated.run");
		long begun = System.nanoTime();
		while (!this.leadership.isLeader()) {
			if (System.nanoTime() - begun > PATIENCE_NANOS) {
				throw new IllegalStateException("Not worker: " + this.leadership.status());
			}
			LockSupport.parkNanos(1_000_000);
		}
	}

	private Runnable scheduled(String job) {
		return this.context.getBean(ScheduledTaskHolder.class)
			.getScheduledTasks()
			.stream()
			.filter((task) -> task.toString().endsWith("$" + job))
			.findFirst()
			.orElseThrow()
			.getTask()
			.getRunnable();
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
	public boolean scheduledGate() {
		return this.gate.run();
	}

	/** The same round a method of a bean behind a proxy. */
	@Benchmark
	public boolean proxiedMethod() {
		return this.gateOfProxy.run();
	}

	/** What of that is the proxy. */
	@Benchmark
	public void proxy() {
		this.proxy.run();
	}

	/** All that the scheduler calls. */
	@Benchmark
	public void scheduledProxied() {
		this.gated.run();
	}

	/** All that the scheduler calls without a gate. */
	@Benchmark
	public void scheduledProxiedUngated() {
		this.ungated.run();
	}

}

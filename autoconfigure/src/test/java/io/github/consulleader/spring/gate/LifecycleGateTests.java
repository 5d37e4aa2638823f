package io.github.consulleader.spring.gate;

import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.consulleader.role.Revocation;
import io.github.consulleader.spring.LeaderOnly;
import io.github.consulleader.spring.election.FakeElection;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.Lifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.integration.leader.event.OnGrantedEvent;
import org.springframework.integration.leader.event.OnRevokedEvent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

class LifecycleGateTests {

	private final ApplicationContextRunner runner = GateRunner.with(Workers.class);

	@Test
	void startsNothingWithTheContext() {
		this.runner.run((context) -> assertThat(steps(context)).containsExactly("+free"));
	}

	@Test
	void startsInTheOrderOfPhasesOnGrantAndStopsInReverseOnRevoke() {
		this.runner.run((context) -> {
			FakeElection election = context.getBean(FakeElection.class);
			election.grant("app");
			assertThat(steps(context)).containsExactly("+free", "granted", "+early", "+middle", "+late");
			steps(context).clear();
			election.revoke("app", Revocation.YIELDED);
			assertThat(steps(context)).containsExactly("-late", "-middle", "-early", "revoked");
			steps(context).clear();
			election.grant("app");
			assertThat(steps(context)).containsExactly("granted", "+early", "+middle", "+late");
		});
	}

	@Test
	void isLeftAloneByTheContextsOwnStopAndStart() {
		this.runner.run((context) -> {
			context.getBean(FakeElection.class).grant("app");
			steps(context).clear();
			ConfigurableApplicationContext configurable = context.getSourceApplicationContext();
			configurable.stop();
			configurable.start();
			assertThat(steps(context)).containsExactly("-free", "+free");
		});
	}

	@Test
	@Tag("F31")
	void startsNoMoreOnceTheTermHasEnded() {
		this.runner.withBean("losing", Losing.class, () -> new Losing()).run((context) -> {
			FakeElection election = context.getBean(FakeElection.class);
			context.getBean(Losing.class).election = election;
			election.grant("app");
			assertThat(steps(context)).containsExactly("+free", "granted", "+early", "+middle");
			steps(context).clear();
			election.revoke("app", Revocation.CONFIDENCE_LOST);
			assertThat(steps(context)).contains("-middle", "-early", "revoked").doesNotContain("-late");
		});
	}

	@Test
	@Tag("F20")
	void aFailedStartStopsTheRestAndGivesTheRoleUp() {
		this.runner.withBean(Failing.class, Failing::new).run((context) -> {
			FakeElection election = context.getBean(FakeElection.class);
			assertThatIllegalStateException().isThrownBy(() -> election.grant("app")).withMessage("no port left");
			assertThat(steps(context)).containsExactly("+free", "granted", "+early", "+middle", "-middle", "-early",
					"revoked");
		});
	}

	@Test
	@Tag("F28")
	void aRevokeReturnsWhenAllHaveSaidThatTheyStopped() {
		this.runner.withBean(Slow.class, Slow::new).run((context) -> {
			FakeElection election = context.getBean(FakeElection.class);
			Slow slow = context.getBean(Slow.class);
			election.grant("app");
			Thread callback = new Thread(() -> revoke(election));
			callback.start();
			assertThat(slow.asked.await(10, TimeUnit.SECONDS)).isTrue();
			assertThat(steps(context)).contains("-late").doesNotContain("revoked", "-middle");
			callback.interrupt();
			await().untilAsserted(() -> assertThat(steps(context)).endsWith("-late", "-middle", "-early"));
			assertThat(callback.isAlive()).isTrue();
			slow.stopped.complete(null);
			callback.join(10_000);
			assertThat(steps(context)).endsWith("revoked");
		});
	}

	@Test
	@Tag("F21")
	void aFailedStopKeepsNoOtherFromStopping() {
		this.runner.withBean(Stubborn.class, Stubborn::new).run((context) -> {
			FakeElection election = context.getBean(FakeElection.class);
			election.grant("app");
			election.revoke("app", Revocation.YIELDED);
			assertThat(steps(context)).endsWith("-late", "-middle", "-early", "revoked");
		});
	}

	@Test
	void marksABeanByTheMethodThatMakesIt() {
		GateRunner.with(Marked.class).run((context) -> {
			Plain plain = context.getBean(Plain.class);
			assertThat(plain.running).isFalse();
			context.getBean(FakeElection.class).grant("other");
			assertThat(plain.running).isTrue();
		});
	}

	private static void revoke(FakeElection election) {
		try {
			election.revoke("app", Revocation.SHUTDOWN);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static List<String> steps(ApplicationContext context) {
		return context.getBean(Recorder.class).steps;
	}

	@Configuration(proxyBeanMethods = false)
	static class Workers {

		@Bean
		Recorder recorder() {
			return new Recorder();
		}

		@Bean
		Worker late(Recorder recorder) {
			return new Worker(recorder, "late", Integer.MAX_VALUE);
		}

		@Bean
		Worker early(Recorder recorder) {
			return new Worker(recorder, "early", -5);
		}

		@Bean
		Worker middle(Recorder recorder) {
			return new Worker(recorder, "middle", 7);
		}

		@Bean
		Free free(Recorder recorder) {
			return new Free(recorder);
		}

		@Bean
		Listener listener(Recorder recorder) {
			return new Listener(recorder);
		}

	}

	record Listener(Recorder recorder) {

		@EventListener(OnGrantedEvent.class)
		void granted() {
			this.recorder.add("granted");
		}

		@EventListener(OnRevokedEvent.class)
		void revoked() {
			this.recorder.add("revoked");
		}

	}

	/** Not leader-only, and so nobody's business. */
	static class Free extends PlainSmart {

		private final Recorder recorder;

		Free(Recorder recorder) {
			this.recorder = recorder;
		}

		@Override
		public void start() {
			super.start();
			this.recorder.add("+free");
		}

		@Override
		public void stop() {
			super.stop();
			this.recorder.add("-free");
		}

	}

	/** Between middle and late, the term ends. */
	@LeaderOnly
	static class Losing extends PlainSmart {

		private FakeElection election = new FakeElection();

		@Override
		public void start() {
			super.start();
			this.election.lose("app");
		}

		@Override
		public int getPhase() {
			return 100;
		}

	}

	@LeaderOnly
	static class Failing extends PlainSmart {

		@Override
		public void start() {
			throw new IllegalStateException("no port left");
		}

		@Override
		public int getPhase() {
			return 100;
		}

	}

	@LeaderOnly
	static class Stubborn extends PlainSmart {

		@Override
		public void stop(Runnable callback) {
			throw new IllegalStateException("will not");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Marked {

		@Bean
		@LeaderOnly("other")
		Plain plain() {
			return new Plain();
		}

	}

	static class Plain implements Lifecycle {

		private volatile boolean running;

		@Override
		public void start() {
			this.running = true;
		}

		@Override
		public void stop() {
			this.running = false;
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

	}

}

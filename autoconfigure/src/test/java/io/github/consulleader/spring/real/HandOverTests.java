package io.github.consulleader.spring.real;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.Consistency;
import io.github.consulleader.consul.ConsulConnection;
import io.github.consulleader.consul.Entry;
import io.github.consulleader.consul.HttpConsul;
import io.github.consulleader.consul.Listing;
import io.github.consulleader.consul.TestConsul;
import io.github.consulleader.spring.LeaderContext;
import io.github.consulleader.spring.LeaderOnly;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.integration.leader.event.AbstractLeaderEvent;
import org.springframework.integration.leader.event.OnGrantedEvent;
import org.springframework.integration.leader.event.OnRevokedEvent;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Instances of an application on a real Consul.
 */
@Tag("consul")
@Timeout(120)
class HandOverTests {

	private final String scope = "spring-" + UUID.randomUUID();

	private final Story story = new Story();

	private final List<Instance> started = new CopyOnWriteArrayList<>();

	@AfterEach
	void closeAll() {
		this.started.forEach(Instance::close);
	}

	@Test
	@Tag("F27")
	void theNextInstanceIsGrantedWhenTheFirstHasClosedAndNothingIsLeftInConsul() {
		Instance a = start("A", Listener.class);
		this.story.await("A granted true");
		Instance b = start("B", Listener.class);
		assertThat(b.leadership().isLeader()).isFalse();
		a.close();
		this.story.await("B granted true");
		assertThat(this.story.steps()).containsExactly("A granted true", "A revoked false", "B granted true");
		assertThat(b.leadership().isLeader()).isTrue();
		b.close();
		assertThat(entries()).hasSize(2).allSatisfy((entry) -> {
			assertThat(entry.key()).contains("/roles/app/");
			assertThat(entry.session()).isNull();
		});
	}

	@Test
	@Tag("F24")
	void anEventsContextTellsTheTruthAndYields() {
		Instance a = start("A", Listener.class);
		this.story.await("A granted true");
		Instance b = start("B", Listener.class);
		await().until(() -> candidates() == 2);
		LeaderContext first = a.context().getBean(Listener.class).granted;
		first.yield();
		this.story.await("B granted true");
		assertThat(this.story.steps()).startsWith("A granted true", "A revoked false", "B granted true");
		assertThat(first.isLeader()).isFalse();
		assertThat(b.context().getBean(Listener.class).granted.term().token()).isGreaterThan(first.term().token());
	}

	@Test
	@Tag("F28")
	void workDrainsThenTheRoleIsHandedOverThenTheWebServerStops() throws Exception {
		Instance a = start("A", Job.class);
		this.story.await("A job");
		Instance b = start("B", Job.class);
		Job job = a.context().getBean(Job.class);
		CompletableFuture<Void> closing = CompletableFuture.runAsync(a::close);
		await().until(() -> !a.leadership().isLeader());
		assertThat(this.story.steps()).doesNotContain("B granted", "A web server stops", "A job ends");
		job.finish.countDown();
		closing.get(30, TimeUnit.SECONDS);
		this.story.await("B granted");
		b.context().getBean(Job.class).finish.countDown();
		List<String> steps = this.story.steps();
		assertThat(steps).containsSubsequence("A job ends", "A revoked", "B granted");
		assertThat(steps).containsSubsequence("A job ends", "A revoked", "A web server stops");
		assertThat(this.story.count("A job ends")).isEqualTo(1);
	}

	@Test
	@Tag("F36")
	void aJobThatKeepsTheOnlySchedulerThreadBusyDoesNotCostTheRole() {
		Instance a = start("A", Job.class);
		this.story.await("A job");
		await().during(Duration.ofSeconds(3)).until(() -> a.leadership().isLeader());
		a.context().getBean(Job.class).finish.countDown();
		assertThat(this.story.count("A granted")).isEqualTo(1);
	}

	@Test
	@Tag("F48")
	void applicationsOfDifferentScopeDoNotCompete() {
		start("A", Listener.class);
		this.started.add(Instance.start("B", this.scope + "-other", this.story, Listener.class));
		this.story.await("A granted true");
		this.story.await("B granted true");
	}

	@Test
	@Tag("F20")
	void aGrantThatItsListenerRefusesGoesToAnotherInstance() {
		Instance a = start("A", Refusing.class);
		this.story.await("A refused");
		start("B", Listener.class);
		this.story.await("B granted true");
		assertThat(a.leadership().isLeader()).isFalse();
	}

	@Test
	@Tag("F23")
	void aListenerMayCloseItsContext() {
		Instance a = start("A", Closing.class, "--consul.leader.drain-grace=1s");
		await().atMost(Duration.ofSeconds(20)).until(() -> !a.context().isActive());
		start("B", Listener.class);
		this.story.await("B granted true");
	}

	@Test
	void springIntegrationsRoleControllerFollowsTheEvents() {
		Instance a = start("A", Endpoints.class);
		this.story.await("A endpoint starts");
		assertThat(a.leadership().yieldRole()).succeedsWithin(Duration.ofSeconds(20));
		assertThat(this.story.steps()).startsWith("A endpoint starts", "A endpoint stops");
	}

	private Instance start(String name, Class<?> beans, String... arguments) {
		Instance instance = Instance.start(name, this.scope, this.story, beans, arguments);
		this.started.add(instance);
		return instance;
	}

	private long candidates() {
		return entries().stream().filter((entry) -> entry.key().contains("/candidates/")).count();
	}

	private List<Entry> entries() {
		try (HttpConsul consul = new HttpConsul(new ConsulConnection(TestConsul.address(), Duration.ofSeconds(5)))) {
			Answer<Listing> answer = consul.list("leader/" + this.scope + "/", Consistency.QUORUM).join();
			assertThat(answer).isInstanceOf(Answer.Done.class);
			return ((Answer.Done<Listing>) answer).value().entries();
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Listener {

		private volatile LeaderContext granted;

		private final Story.Diary diary;

		Listener(Story.Diary diary) {
			this.diary = diary;
		}

		@EventListener
		void on(AbstractLeaderEvent event) {
			assertThat(event.getRole()).isEqualTo("app").isEqualTo(event.getContext().getRole());
			LeaderContext context = (LeaderContext) event.getContext();
			if (event instanceof OnGrantedEvent) {
				this.granted = context;
			}
			this.diary.add(((event instanceof OnGrantedEvent) ? "granted " : "revoked ") + context.isLeader());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableScheduling
	static class Job implements SmartLifecycle {

		private final CountDownLatch finish = new CountDownLatch(1);

		private final Story.Diary diary;

		private volatile boolean running;

		Job(Story.Diary diary) {
			this.diary = diary;
		}

		@LeaderOnly
		@Scheduled(fixedDelay = 10)
		void run() throws InterruptedException {
			this.diary.add("job");
			this.finish.await();
			this.diary.add("job ends");
		}

		@EventListener(OnGrantedEvent.class)
		void granted() {
			this.diary.add("granted");
		}

		@EventListener(OnRevokedEvent.class)
		void revoked() {
			this.diary.add("revoked");
		}

		@Override
		public void start() {
			this.running = true;
		}

		@Override
		public void stop() {
			this.running = false;
			this.diary.add("web server stops");
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

		@Override
		public int getPhase() {
			return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE;
		}

	}

	record Refusing(Story.Diary diary) {

		@EventListener(OnGrantedEvent.class)
		void granted() {
			this.diary.add("refused");
			throw new IllegalStateException("no printer");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Closing {

		@EventListener
		void granted(OnGrantedEvent event) {
			this.context.close();
		}

		private final org.springframework.context.ConfigurableApplicationContext context;

		Closing(org.springframework.context.ConfigurableApplicationContext context) {
			this.context = context;
		}

	}

}

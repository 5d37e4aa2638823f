package io.github.consulleader.spring.autoconfigure;

import java.util.UUID;

import io.github.consulleader.consul.TestConsul;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.integration.leader.event.AbstractLeaderEvent;
import org.springframework.integration.leader.event.OnFailedToAcquireMutexEvent;
import org.springframework.integration.leader.event.OnGrantedEvent;
import org.springframework.integration.support.SmartLifecycleRoleController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What users of Spring Integration's leader events expect of ours. */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class LeaderEventTrialsTests {

	@Test
	@Tag("T30")
	@Tag("consul")
	void publishesThatARoleCouldNotBeHadWhereThatIsAskedFor() {
		ApplicationContextRunner instance = LeaderRunner.at(TestConsul.address())
			.withPropertyValues("spring.application.name=failed-" + UUID.randomUUID(), "consul.leader.roles=printer",
					"consul.leader.preset=fast");
		Heard<OnGrantedEvent> granted = new GrantHeard();
		Heard<OnFailedToAcquireMutexEvent> failed = new FailureHeard();
		instance.withInitializer((context) -> context.addApplicationListener(granted)).run((worker) -> {
			await().until(() -> "printer".equals(granted.role));
			instance.withPropertyValues("consul.leader.publish-failed-events=true")
				.withInitializer((context) -> context.addApplicationListener(failed))
				.run((slumberer) -> await().until(() -> "printer".equals(failed.role)));
		});
	}

	@Test
	@Tag("T30")
	void warnsOfEndpointsWhoseRoleNobodyCampaignsFor(CapturedOutput output) {
		SmartLifecycleRoleController controller = new SmartLifecycleRoleController();
		LeaderRunner.alone().withPropertyValues("consul.leader.roles=printer").withInitializer((context) -> {
			controller.setApplicationContext(context);
			controller.addLifecycleToRole("z", new Endpoint());
			controller.addLifecycleToRole("printer", new Endpoint());
			context.getBeanFactory().registerSingleton("controller", controller);
		}).run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).contains("takes no part in: [z]");
	}

	private abstract static class Heard<E extends AbstractLeaderEvent> implements ApplicationListener<E> {

		volatile String role = "";

		@Override
		public void onApplicationEvent(E event) {
			this.role = event.getRole();
		}

	}

	private static final class GrantHeard extends Heard<OnGrantedEvent> {

	}

	private static final class FailureHeard extends Heard<OnFailedToAcquireMutexEvent> {

	}

	private static final class Endpoint implements SmartLifecycle {

		@Override
		public void start() {
			throw new IllegalStateException("No role is granted here");
		}

		@Override
		public void stop() {
			throw new IllegalStateException("Nothing was started here");
		}

		@Override
		public boolean isRunning() {
			return false;
		}

		@Override
		public boolean isAutoStartup() {
			return false;
		}

	}

}

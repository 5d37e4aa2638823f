package io.github.consulleader.spring.lock;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ScheduledFuture;

import io.github.consulleader.consul.TestConsul;
import io.github.consulleader.mutex.KeyOperator;
import io.github.consulleader.mutex.MutexProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.scheduling.TaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.Mockito.mock;

/** Which renewals are scheduled, and how often they come. */
@Tag("consul")
@Timeout(120)
@SuppressWarnings("LockNotBeforeTry") // what happens in between is what is tried
class RenewalsTests {

	private final String scope = "renewals-" + UUID.randomUUID();

	private final MutexProcess process = new MutexProcess(TestConsul.address(), this.scope);

	private final KeyOperator operator = new KeyOperator(TestConsul.address(), this.scope);

	private final ConsulLockRegistry registry = new ConsulLockRegistry(this.process.mutexes());

	private final ConsulLock lock = this.registry.obtain("job");

	/** The pauses of what is scheduled and was not cancelled. */
	private final List<Duration> pauses = new ArrayList<>();

	@BeforeEach
	void schedule() {
		TaskScheduler scheduler = mock(TaskScheduler.class);
		given(scheduler.scheduleWithFixedDelay(any(), any(Duration.class))).willAnswer((call) -> {
			Duration pause = call.getArgument(1);
			this.pauses.add(pause);
			ScheduledFuture<?> renewal = mock();
			willAnswer((cancel) -> this.pauses.remove(pause)).given(renewal).cancel(anyBoolean());
			return renewal;
		});
		this.registry.setRenewalTaskScheduler(scheduler);
	}

	@AfterEach
	void close() {
		this.process.close();
		this.operator.close();
	}

	@Test
	@Tag("T30")
	void comeOftenEnoughForATtlThatIsGivenLater() {
		this.lock.lock();
		assertThat(this.pauses).isEmpty();
		this.registry.renewLock("job", Duration.ofSeconds(90));
		assertThat(this.pauses).containsExactly(Duration.ofSeconds(30));
		this.registry.renewLock("job", Duration.ofSeconds(30));
		assertThat(this.pauses).containsExactly(Duration.ofSeconds(10));
		this.registry.renewLock("job", Duration.ofSeconds(60));
		this.registry.renewLock("job");
		assertThat(this.pauses).containsExactly(Duration.ofSeconds(10));
		this.lock.unlock();
		assertThat(this.pauses).isEmpty();
	}

	@Test
	@Tag("T30")
	void areThoseOfThePresentHold() throws InterruptedException {
		this.lock.lock(Duration.ofSeconds(90));
		this.lock.lock();
		assertThat(this.pauses).containsExactly(Duration.ofSeconds(30));
		lose();
		assertThat(this.lock.tryLock(Duration.ofSeconds(60), Duration.ofSeconds(30))).isTrue();
		assertThat(this.pauses).containsExactly(Duration.ofSeconds(10));
		lose();
		this.lock.lock();
		assertThat(this.pauses).isEmpty();
		this.lock.unlock();
	}

	/** Nobody tells the renewals: they have yet to find out. */
	private void lose() {
		this.operator.destroyHolder("job");
		await().pollInSameThread().until(() -> !this.lock.isHeldByCurrentThread());
		assertThat(this.lock.tryLock()).isFalse();
	}

}

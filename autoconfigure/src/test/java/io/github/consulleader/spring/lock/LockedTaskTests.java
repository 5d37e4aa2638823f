package io.github.consulleader.spring.lock;

import java.io.IOException;
import java.time.Duration;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeoutException;

import io.github.consulleader.consul.TestConsul;
import io.github.consulleader.mutex.MutexProcess;
import io.github.consulleader.spring.autoconfigure.LeaderRunner;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.integration.util.CheckedCallable;
import org.springframework.integration.util.CheckedRunnable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** What {@code executeLocked} throws. */
@Tag("consul")
@Timeout(120)
@SuppressWarnings("LockNotBeforeTry") // what happens in between is what is tried
class LockedTaskTests {

	private static final Duration SHORT = Duration.ofMillis(100);

	private final String scope = "tasks-" + UUID.randomUUID();

	private final MutexProcess one = new MutexProcess(TestConsul.address(), this.scope);

	private final MutexProcess two = new MutexProcess(TestConsul.address(), this.scope);

	private final MutexProcess cutOff = new MutexProcess(LeaderRunner.NOBODY, this.scope);

	private final ConsulLockRegistry here = new ConsulLockRegistry(this.one.mutexes(), Duration.ofMillis(200));

	private final ConsulLockRegistry there = new ConsulLockRegistry(this.two.mutexes());

	private final ConsulLockRegistry away = new ConsulLockRegistry(this.cutOff.mutexes());

	@AfterEach
	void close() {
		this.one.close();
		this.two.close();
		this.cutOff.close();
	}

	@Test
	@Tag("T45")
	void saysWhichLockWasNotAcquiredInTimeAndWhy() {
		this.there.obtain("job").lock();
		CheckedCallable<String, RuntimeException> task = () -> "done";
		await().untilAsserted(() -> assertThatExceptionOfType(TimeoutException.class)
			.isThrownBy(() -> this.here.executeLocked("job", SHORT, task))
			.withMessage("The lock [job] was not acquired in time: PT0.1S"));
		await().untilAsserted(() -> assertThatExceptionOfType(TimeoutException.class)
			.isThrownBy(() -> this.away.executeLocked("job", SHORT, task))
			.withMessage("The lock [job] was not acquired in time: PT0.1S (%s)".formatted(this.away.problem())));
		this.there.obtain("job").unlock();
	}

	@Test
	@Tag("T30")
	void whatATaskThrowsIsNotHiddenByTheLossOfItsLock() {
		CheckedRunnable<IOException> runnable = () -> {
			lose();
			throw new IOException("mine");
		};
		CheckedCallable<String, IOException> callable = () -> {
			runnable.run();
			return "done";
		};
		List<ThrowingCallable> ways = List.of(() -> this.here.executeLocked("job", runnable),
				() -> this.here.executeLocked("job", callable),
				() -> this.here.executeLocked("job", Duration.ofSeconds(60), runnable),
				() -> this.here.executeLocked("job", Duration.ofSeconds(60), callable));
		for (ThrowingCallable way : ways) {
			assertThatExceptionOfType(IOException.class).isThrownBy(way)
				.withMessage("mine")
				.satisfies((thrown) -> assertThat(thrown.getSuppressed())
					.hasOnlyElementsOfType(ConcurrentModificationException.class)
					.hasSize(1));
		}
		assertThatExceptionOfType(ConcurrentModificationException.class)
			.isThrownBy(() -> this.here.<RuntimeException>executeLocked("job", this::lose));
	}

	private void lose() {
		await().pollInSameThread().until(() -> !this.here.obtain("job").isHeldByCurrentThread());
	}

}

package io.github.consulleader.mutex;

import java.time.Duration;
import java.util.UUID;

import io.github.consulleader.consul.TestConsul;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

/** Answers that are lost and writes that come late do no harm. */
@Tag("consul")
@Timeout(60)
class BadWireTests {

	private final String scope = "bad-wire-" + UUID.randomUUID();

	private final BadWire wire = new BadWire();

	private final MutexProcess one = new MutexProcess(TestConsul.address(), this.scope, this.wire::over);

	private final MutexProcess two = new MutexProcess(TestConsul.address(), this.scope);

	private final KeyOperator operator = new KeyOperator(TestConsul.address(), this.scope);

	private final Mutex mutex = this.one.mutex("job");

	private final Mutex other = this.two.mutex("job");

	@AfterEach
	void close() {
		this.one.close();
		this.two.close();
		this.operator.close();
	}

	@Test
	@Tag("F8")
	void aTakeWhoseAnswerIsLostEndsInAHold() {
		this.wire.loseAnswers(1);
		this.mutex.lock(null);
		assertThat(this.mutex.isHeldByCurrentThread()).isTrue();
		assertThat(this.mutex.token()).isEqualTo(this.operator.entry("job").orElseThrow().modifyIndex());
		this.mutex.unlock();
		assertThat(this.operator.entry("job")).isEmpty();
	}

	@Test
	@Tag("F8")
	void aTakeWhoseAnswerIsLostLeavesNoLockWhenNobodyWantsItAnyMore() throws InterruptedException {
		this.mutex.lock(null);
		this.mutex.unlock();
		this.wire.loseAnswers(1);
		if (this.mutex.tryLock(Duration.ofMillis(5), null)) {
			this.mutex.unlock();
		}
		assertThat(this.other.tryLock(Duration.ofSeconds(20), null)).isTrue();
		this.other.unlock();
	}

	@Test
	@Tag("F8")
	@Tag("T24")
	void aTakeThatIsCarriedOutLateLeavesNoLock() throws InterruptedException {
		this.wire.delay(1);
		assertThat(this.mutex.tryLock(Duration.ofMillis(200), null)).as("tried again").isTrue();
		this.mutex.unlock();
		assertThat(this.wire.delayed()).isOne();
		this.wire.deliverDelayed();
		await().until(() -> this.operator.entry("job").isEmpty());
	}

	@Test
	@Tag("F6")
	void anUnlockWhoseAnswerIsLostIsResolved() {
		this.mutex.lock(null);
		this.wire.loseAnswers(2);
		assertThatCode(this.mutex::unlock).doesNotThrowAnyException();
		assertThat(this.operator.entry("job")).isEmpty();
	}

	@Test
	@Tag("T24")
	void anUnlockThatIsCarriedOutLateFreesNobodyElsesLock() {
		this.mutex.lock(null);
		this.wire.delay(1);
		this.mutex.unlock();
		assertThat(this.operator.entry("job")).as("tried again").isEmpty();
		this.other.lock(null);
		this.wire.deliverDelayed();
		assertThat(this.operator.holder("job")).isPresent();
		this.other.renew(null);
		this.other.unlock();
		this.mutex.lock(null);
		long token = this.mutex.token();
		this.wire.delay(1);
		this.mutex.unlock();
		this.mutex.lock(null);
		assertThat(this.mutex.token()).isGreaterThan(token);
		this.wire.deliverDelayed();
		assertThat(this.operator.holder("job")).as("the same session's next hold").isPresent();
		this.mutex.unlock();
	}

}

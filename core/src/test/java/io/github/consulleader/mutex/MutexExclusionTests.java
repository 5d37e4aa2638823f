package io.github.consulleader.mutex;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Who holds a mutex, and under which key. */
@Tag("consul")
@Timeout(60)
class MutexExclusionTests extends MutexFixture {

	@Test
	void excludesOtherThreadsAndOtherProcessesUntilItIsUnlocked() {
		this.mutex.lock(null);
		assertThat(this.mutex.isHeldByCurrentThread()).isTrue();
		assertThat(elsewhere(() -> this.one.mutex("job").tryLock())).isFalse();
		assertThat(this.two.mutex("job").tryLock()).isFalse();
		this.mutex.unlock();
		assertThat(this.mutex.isHeldByCurrentThread()).isFalse();
		assertThat(this.two.mutex("job").tryLock()).isTrue();
		assertThat(elsewhere(() -> this.mutex.tryLock())).isFalse();
		this.two.mutex("job").unlock();
	}

	@Test
	void leavesNothingBehind() {
		this.mutex.lock(null);
		assertThat(this.operator.holder("job")).isPresent();
		assertThat(this.operator.entry("job").orElseThrow().flags()).isEqualTo(KeyState.LOCK_FLAGS);
		this.mutex.unlock();
		assertThat(this.operator.entry("job")).isEmpty();
	}

	@Test
	void isReentrantByThread() throws InterruptedException {
		this.mutex.lock(null);
		assertThat(this.one.mutex("job").tryLock()).isTrue();
		assertThat(this.mutex.tryLock(Duration.ofSeconds(1), null)).isTrue();
		this.mutex.lockInterruptibly();
		for (int i = 0; i < 3; i++) {
			this.mutex.unlock();
			assertThat(this.operator.holder("job")).isPresent();
		}
		this.mutex.unlock();
		assertThat(this.operator.holder("job")).isEmpty();
	}

	@Test
	@Tag("F51")
	void cannotBeUnlockedByAThreadThatDoesNotHoldIt() {
		assertThatExceptionOfType(IllegalMonitorStateException.class).isThrownBy(this.mutex::unlock)
			.withMessageContaining("job");
		this.mutex.lock(null);
		assertThatThrownBy(() -> elsewhere(() -> {
			this.mutex.unlock();
			return true;
		})).hasCauseInstanceOf(IllegalMonitorStateException.class);
		assertThat(this.mutex.isHeldByCurrentThread()).isTrue();
		this.mutex.unlock();
	}

	@Test
	void losesNoUpdate() {
		int[] counter = new int[1];
		List<CompletableFuture<Boolean>> workers = new ArrayList<>();
		for (int i = 0; i < 10; i++) {
			Mutex shared = ((i % 2 == 0) ? this.one : this.two).mutex("counter");
			workers.add(later(() -> {
				for (int n = 0; n < 200; n++) {
					shared.lock(null);
					try {
						counter[0] = counter[0] + 1;
					}
					finally {
						shared.unlock();
					}
				}
				return true;
			}));
		}
		workers.forEach(CompletableFuture::join);
		assertThat(counter[0]).isEqualTo(2000);
	}

	@Test
	@Tag("F9")
	void givesARisingToken() {
		long last = 0;
		for (int i = 0; i < 3; i++) {
			for (MutexProcess process : List.of(this.one, this.two)) {
				Mutex taken = process.mutex("job");
				taken.lock(null);
				assertThat(taken.token()).isGreaterThan(last);
				last = taken.token();
				taken.unlock();
			}
		}
	}

	@Test
	@Tag("F51")
	void keysThatLookAlikeDoNotMeet() {
		List<String> keys = List.of("", "=", ".", "..", "a/b", "a=2Fb", "a b", "ä", "a");
		List<Mutex> held = keys.stream().map(this.one::mutex).toList();
		held.forEach((each) -> each.lock(null));
		assertThat(this.operator.holder("a=2Fb")).isPresent();
		assertThat(this.operator.holder("a=3D2Fb")).isPresent();
		assertThat(this.operator.holder("=C3=A4")).isPresent();
		assertThat(this.operator.holder("=")).isPresent();
		keys.forEach((key) -> assertThat(this.two.mutex(key).tryLock()).as(key).isFalse());
		held.forEach(Mutex::unlock);
		keys.forEach((key) -> assertThat(this.two.mutex(key).tryLock()).as(key).isTrue());
	}

	@Test
	void refusesAKeyThatIsNoLock() {
		this.operator.write("job", "{}", Long.parseUnsignedLong("16210313421097356768"));
		assertThatExceptionOfType(MutexException.class).isThrownBy(() -> this.mutex.lock(null))
			.withMessageContaining("/mutex/job/.lock");
		assertThatExceptionOfType(MutexException.class).isThrownBy(this.mutex::tryLock);
		assertThat(this.operator.entry("job").orElseThrow().value()).isEqualTo("{}");
	}

}

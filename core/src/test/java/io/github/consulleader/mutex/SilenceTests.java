package io.github.consulleader.mutex;

import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.github.consulleader.consul.TestConsul;
import io.github.consulleader.mutex.SilentWire.Mood;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * Without an answer of Consul there is no lock, whatever was seen or asked before.
 */
@Tag("consul")
@Tag("F51")
@Timeout(60)
class SilenceTests {

	private static final Duration REQUEST_TIMEOUT = Duration.ofMillis(150);

	private final String scope = "silence-" + UUID.randomUUID();

	private final SilentWire wire = new SilentWire(REQUEST_TIMEOUT);

	private final MutexProcess process = new MutexProcess(TestConsul.address(), this.scope, REQUEST_TIMEOUT,
			this.wire::over);

	private final MutexProcess neighbour = new MutexProcess(TestConsul.address(), this.scope);

	@AfterEach
	void close() {
		this.process.close();
		this.neighbour.close();
	}

	static Stream<Arguments> silences() {
		return Stream.of(Mood.DEAF, Mood.MUTE)
			.flatMap((mood) -> Stream.of(argumentSet(mood + ", nothing was asked before", mood, step((process) -> {
			}), step((process) -> {
			})), argumentSet(mood + ", another key is held and watched", mood, step(SilenceTests::holdAnother),
					step((process) -> {
					})), argumentSet(mood + ", it was just given back", mood, step(SilenceTests::holdAndGiveBack),
							step((process) -> {
							})),
					argumentSet(mood + ", it is being given back", mood, step(SilenceTests::hold),
							step(SilenceTests::giveBack)),
					argumentSet(mood + ", another try has just given up", mood, step(SilenceTests::holdAnother),
							step((process) -> assertThat(process.mutex("job").tryLock()).isFalse()))));
	}

	@ParameterizedTest
	@MethodSource("silences")
	void aTryIsNoWithoutAnAnswer(Mood mood, Consumer<MutexProcess> before, Consumer<MutexProcess> during)
			throws Exception {
		before.accept(this.process);
		this.wire.mood(mood);
		during.accept(this.process);
		Mutex mutex = this.process.mutex("job");
		assertThat(mutex.tryLock()).isFalse();
		assertThat(mutex.tryLock(Duration.ofMillis(50), null)).isFalse();
		assertThat(mutex.isHeldByCurrentThread()).isFalse();
		this.wire.mood(Mood.SPEAKS);
		assertThat(this.neighbour.mutex("job").tryLock(Duration.ofSeconds(40), null))
			.as("nothing of the tries is left behind")
			.isTrue();
		assertThat(mutex.tryLock()).isFalse();
	}

	private static Consumer<MutexProcess> step(Consumer<MutexProcess> step) {
		return step;
	}

	private static void hold(MutexProcess process) {
		process.mutex("job").lock(null);
	}

	private static void giveBack(MutexProcess process) {
		process.mutex("job").unlock();
	}

	private static void holdAndGiveBack(MutexProcess process) {
		hold(process);
		giveBack(process);
	}

	private static void holdAnother(MutexProcess process) {
		process.mutex("other").lock(null);
	}

}

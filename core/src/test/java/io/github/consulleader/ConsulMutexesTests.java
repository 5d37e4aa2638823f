package io.github.consulleader;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import io.github.consulleader.consul.ConsulConnection;
import io.github.consulleader.consul.TestConsul;
import io.github.consulleader.mutex.Mutex;
import io.github.consulleader.role.Candidate;
import io.github.consulleader.role.Timings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

import static org.assertj.core.api.Assertions.assertThat;

class ConsulMutexesTests {

	private static final URI NOBODY = URI.create("http://127.0.0.1:9");

	@Test
	@Tag("F50")
	void closingAgainWaitsForNothing() {
		Timings timings = Timings.balanced();
		ConsulMutexes mutexes = new ConsulMutexes(new Candidate("test", "closed-twice", "me", null), timings, true,
				new ConsulConnection(NOBODY, timings.requestTimeout()));
		mutexes.close();
		Duration waitsInVain = timings.requestTimeout().multipliedBy(12);
		assertThat(CompletableFuture.runAsync(mutexes::close)).succeedsWithin(waitsInVain.toMillis() / 2,
				TimeUnit.MILLISECONDS);
	}

	/**
	 * What logging throws on the loop when the first session has begun stands for any
	 * defect.
	 */
	@Test
	@Tag("consul")
	void startOverAfterAFailure() {
		Timings timings = Timings.balanced();
		AtomicBoolean failed = new AtomicBoolean();
		TurboFilter failure = new TurboFilter() {

			@Override
			public FilterReply decide(Marker marker, Logger logger, Level level, String format, Object[] parameters,
					Throwable thrown) {
				if (format != null && format.contains("began") && Arrays.toString(parameters).contains("start-over")
						&& failed.compareAndSet(false, true)) {
					throw new IllegalStateException("deliberate");
				}
				return FilterReply.NEUTRAL;
			}

		};
		LoggerContext logging = (LoggerContext) LoggerFactory.getILoggerFactory();
		logging.addTurboFilter(failure);
		try (ConsulMutexes mutexes = new ConsulMutexes(new Candidate("test", "start-over", "me", null), timings, true,
				new ConsulConnection(TestConsul.troubledAddress(), timings.requestTimeout()))) {
			Mutex mutex = mutexes.mutexes().mutex("job");
			assertThat(CompletableFuture.runAsync(() -> {
				mutex.lock(null);
				mutex.unlock();
			})).succeedsWithin(20, TimeUnit.SECONDS);
			assertThat(failed).isTrue();
		}
		finally {
			logging.getTurboFilterList().remove(failure);
		}
	}

}

package io.github.consulleader;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.consulleader.consul.ConsulConnection;
import io.github.consulleader.role.Candidate;
import io.github.consulleader.role.Timings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

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

}

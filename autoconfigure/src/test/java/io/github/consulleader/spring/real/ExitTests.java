package io.github.consulleader.spring.real;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.Consistency;
import io.github.consulleader.consul.ConsulConnection;
import io.github.consulleader.consul.Entry;
import io.github.consulleader.consul.HttpConsul;
import io.github.consulleader.consul.Listing;
import io.github.consulleader.consul.TestConsul;
import io.github.consulleader.spring.real.ExitingApplication.Place;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Applications that end themselves from inside leader work, all at once. Their drain
 * grace is longer than any test: whatever waited for itself would never be handed over.
 */
@Tag("consul")
@Tag("T12")
@Timeout(240)
class ExitTests {

	private static final String SCOPE = "exit-" + UUID.randomUUID();

	private static final Map<Place, Process> PROCESSES = new EnumMap<>(Place.class);

	@BeforeAll
	static void start() throws IOException {
		URI consul = TestConsul.address();
		for (Place place : Place.values()) {
			PROCESSES.put(place,
					new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(),
							"-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
							ExitingApplication.class.getName(), place.name(), "--spring.application.name=app",
							"--consul.leader.scope=" + scope(place), "--spring.cloud.consul.host=" + consul.getHost(),
							"--spring.cloud.consul.port=" + consul.getPort())
						.inheritIO()
						.start());
		}
	}

	@AfterAll
	static void endAll() {
		PROCESSES.values().forEach(Process::destroyForcibly);
		PROCESSES.clear();
	}

	@ParameterizedTest
	@EnumSource
	void theRoleGoesOnAlthoughLeaderWorkEndsTheApplication(Place place) {
		await().atMost(Duration.ofSeconds(120))
			.untilAsserted(() -> assertThat(entries(place)).filteredOn((entry) -> entry.key().endsWith("/term"))
				.singleElement()
				.satisfies((term) -> assertThat(term.value()).contains("\"released\":true")));
		assertThat(entries(place)).filteredOn((entry) -> entry.key().endsWith("/lock"))
			.allSatisfy((lock) -> assertThat(lock.session()).isNull());
		if (place.ends()) {
			await().atMost(Duration.ofSeconds(60)).until(() -> !PROCESSES.get(place).isAlive());
			assertThat(PROCESSES.get(place).exitValue()).isEqualTo(ExitingApplication.STATUS);
		}
	}

	private static String scope(Place place) {
		return SCOPE + "-" + place.name().replace('_', '-');
	}

	private static List<Entry> entries(Place place) {
		try (HttpConsul consul = new HttpConsul(new ConsulConnection(TestConsul.address(), Duration.ofSeconds(5)))) {
			Answer<Listing> answer = consul.list("leader/" + scope(place) + "/roles/", Consistency.QUORUM).join();
			assertThat(answer).isInstanceOf(Answer.Done.class);
			return ((Answer.Done<Listing>) answer).value().entries();
		}
	}

}

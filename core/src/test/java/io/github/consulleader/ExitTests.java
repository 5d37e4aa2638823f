package io.github.consulleader;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import io.github.consulleader.ExitingProcess.Place;
import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.Consistency;
import io.github.consulleader.consul.ConsulConnection;
import io.github.consulleader.consul.Entry;
import io.github.consulleader.consul.HttpConsul;
import io.github.consulleader.consul.Listing;
import io.github.consulleader.consul.TestConsul;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Processes that end themselves from inside leader work, all at once: none waits for
 * itself, and whoever can be waited for has handed over.
 */
@Tag("consul")
@Tag("T12")
@Timeout(180)
class ExitTests {

	private static final String SCOPE = "exit-" + UUID.randomUUID();

	private static final Map<Place, Process> PROCESSES = new EnumMap<>(Place.class);

	@BeforeAll
	static void start() throws IOException {
		for (Place place : Place.values()) {
			PROCESSES.put(place,
					new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(),
							"-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
							ExitingProcess.class.getName(), TestConsul.address().toString(), scope(place), place.name())
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
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNINTERRUPTIBLE")
	void handsTheRoleOverAndEndsWithItsOwnStatus(Place place) throws InterruptedException {
		assertThat(ended(place)).isEqualTo(ExitingProcess.STATUS);
		assertThat(entries(place)).filteredOn((entry) -> entry.key().endsWith("/reports/lock"))
			.allSatisfy((lock) -> assertThat(lock.session()).isNull());
		assertThat(entries(place)).filteredOn((entry) -> entry.key().endsWith("/reports/term"))
			.singleElement()
			.satisfies((term) -> assertThat(term.value()).contains("\"released\":true"));
	}

	@Test
	void isNotKeptAliveByWorkThatCannotBeWoken() throws InterruptedException {
		assertThat(ended(Place.UNINTERRUPTIBLE)).isEqualTo(ExitingProcess.STATUS);
	}

	private static int ended(Place place) throws InterruptedException {
		Process process = PROCESSES.get(place);
		assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("ends").isTrue();
		return process.exitValue();
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

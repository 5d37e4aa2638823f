package io.github.consulleader.spring.real;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;

import io.github.consulleader.ChildProcesses;
import io.github.consulleader.consul.TestConsul;
import io.github.consulleader.spring.real.ExitingApplication.Place;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Applications that end themselves from inside leader work, all at once, beside one that
 * must not end. Their drain grace is longer than any test: whatever waited for itself
 * would never be handed over.
 */
@Tag("consul")
@Timeout(400)
class ExitTests {

	private static final ChildProcesses<Place> CHILDREN = new ChildProcesses<>(Place.class);

	@BeforeAll
	static void start() throws IOException {
		URI consul = TestConsul.address();
		for (Place place : Place.values()) {
			CHILDREN.start(place, ExitingApplication.class, List.of(place.name(), "--spring.application.name=app",
					"--consul.leader.scope=" + CHILDREN.scope(place), "--spring.cloud.consul.host=" + consul.getHost(),
					"--spring.cloud.consul.port=" + consul.getPort()));
		}
	}

	@AfterAll
	static void endAll() {
		CHILDREN.close();
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NOWHERE")
	@Tag("T12")
	void theRoleGoesOnAlthoughLeaderWorkEndsTheApplication(Place place) {
		awaitHandOver(place);
		if (place.ends()) {
			assertThat(ended(place)).isEqualTo(ExitingApplication.STATUS);
		}
	}

	/** Nothing but daemon threads is left when its main method returns. */
	@Test
	@Tag("T14")
	@Tag("T47")
	void anApplicationWithoutWebServerLivesUntilItIsToldToEnd() {
		await().atMost(Duration.ofSeconds(200))
			.untilAsserted(() -> assertThat(CHILDREN.entries(Place.NOWHERE, "/lock")).singleElement()
				.satisfies((lock) -> assertThat(lock.session()).isNotNull()));
		assertThat(CHILDREN.process(Place.NOWHERE).isAlive()).isTrue();
		CHILDREN.process(Place.NOWHERE).destroy();
		awaitHandOver(Place.NOWHERE);
		assertThat(ended(Place.NOWHERE)).as("SIGTERM").isEqualTo(128 + 15);
	}

	private static void awaitHandOver(Place place) {
		await().atMost(Duration.ofSeconds(200))
			.untilAsserted(() -> assertThat(CHILDREN.entries(place, "/term")).singleElement()
				.satisfies((term) -> assertThat(term.value()).contains("\"released\":true")));
		assertThat(CHILDREN.entries(place, "/lock")).allSatisfy((lock) -> assertThat(lock.session()).isNull());
	}

	private static int ended(Place place) {
		Process process = CHILDREN.process(place);
		await().atMost(Duration.ofSeconds(60)).until(() -> !process.isAlive());
		return process.exitValue();
	}

}

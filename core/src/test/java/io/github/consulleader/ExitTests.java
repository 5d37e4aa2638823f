package io.github.consulleader;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.consulleader.ExitingProcess.Place;
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

	private static final ChildProcesses<Place> CHILDREN = new ChildProcesses<>(Place.class);

	@BeforeAll
	static void start() throws IOException {
		for (Place place : Place.values()) {
			CHILDREN.start(place, ExitingProcess.class,
					List.of(TestConsul.address().toString(), CHILDREN.scope(place), place.name()));
		}
	}

	@AfterAll
	static void endAll() {
		CHILDREN.close();
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNINTERRUPTIBLE")
	void handsTheRoleOverAndEndsWithItsOwnStatus(Place place) throws InterruptedException {
		assertThat(ended(place)).isEqualTo(ExitingProcess.STATUS);
		assertThat(CHILDREN.entries(place, "/reports/lock")).allSatisfy((lock) -> assertThat(lock.session()).isNull());
		assertThat(CHILDREN.entries(place, "/reports/term")).singleElement()
			.satisfies((term) -> assertThat(term.value()).contains("\"released\":true"));
	}

	@Test
	void isNotKeptAliveByWorkThatCannotBeWoken() throws InterruptedException {
		assertThat(ended(Place.UNINTERRUPTIBLE)).isEqualTo(ExitingProcess.STATUS);
	}

	private static int ended(Place place) throws InterruptedException {
		Process process = CHILDREN.process(place);
		assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("ends").isTrue();
		return process.exitValue();
	}

}

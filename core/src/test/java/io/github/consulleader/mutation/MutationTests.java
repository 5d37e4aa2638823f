package io.github.consulleader.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each rule of the safety argument (docs/safety.md) is needed, and the simulation sees it
 * break: every patch in {@code src/test/mutations} must be caught. {@code -Dmutant=07}
 * tries only those whose names begin so, {@code -Dmutations=FOLDER} those in another
 * folder, {@code -Dmutant.seeds=N} gives each so many seeds. The seed that a patch names
 * is tried first; where the table at the end shows more than one, the patch is to name
 * the one that was last.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MutationTests {

	private static final Logger LOGGER = (Logger) LoggerFactory.getLogger("io.github.consulleader");

	private static final Path MODULE = Path.of(System.getProperty("basedir", ""));

	private static final Path MUTATIONS = Path
		.of(System.getProperty("mutations", MODULE.resolve("src/test/mutations").toString()));

	private static final int SEEDS = Integer.getInteger("mutant.seeds", 5000);

	/**
	 * Enough to see that the machinery does no harm: the seed that shows a mutant is run
	 * without it too, and {@code ElectionSimulationTests} runs many more.
	 */
	private static final int SOUND_SEEDS = 100;

	private static final Pattern ANYTHING = Pattern.compile("");

	private final List<Hunt> hunts = new ArrayList<>();

	private final Map<Path, Future<Hunt>> running = new LinkedHashMap<>();

	private final ExecutorService hunters = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());

	private Map<String, byte[]> sound = Map.of();

	private final List<Future<Hunt>> controls = new ArrayList<>();

	@BeforeAll
	void begin(@TempDir Path room) throws IOException, ReflectiveOperationException {
		LOGGER.setLevel(Level.OFF);
		Workshop workshop = new Workshop(MODULE.resolve("src/main/java"), room);
		this.sound = workshop.sound();
		MutantLoader loader = new MutantLoader(this.sound);
		Set<String> storms = new HashSet<>();
		for (Path patch : patches().toList()) {
			Mutant mutant = Mutant.read(patch);
			LongConsumer storm = loader.storm(mutant.simulation(), mutant.storm());
			String kind = "(none) " + mutant.simulation() + " " + mutant.storm();
			if (storms.add(kind)) {
				this.controls
					.add(this.hunters.submit(() -> Hunt.in(kind, storm, ANYTHING, LongStream.range(0, SOUND_SEEDS))));
			}
			this.running.put(patch, this.hunters.submit(() -> hunt(workshop, mutant, storm)));
		}
	}

	@AfterAll
	void tell() {
		this.hunters.shutdownNow();
		LOGGER.setLevel(null);
		System.out.println("Mutant, seeds until it was caught, the last of them, what was complained of");
		this.hunts.forEach(System.out::println);
	}

	static Stream<Path> patches() throws IOException {
		try (Stream<Path> files = Files.list(MUTATIONS)) {
			return files.filter((file) -> file.toString().endsWith(".patch"))
				.filter((file) -> file.getFileName().toString().startsWith(System.getProperty("mutant", "")))
				.sorted()
				.toList()
				.stream();
		}
	}

	/** What finds fault with a sound engine proves nothing of a broken one. */
	@Test
	void findsNothingInTheEngineAsItIs() throws InterruptedException, ExecutionException {
		for (Future<Hunt> control : this.controls) {
			Hunt hunt = control.get();
			this.hunts.add(hunt);
			assertThat(hunt.found()).as("what is wrong with the engine as it is").isNull();
		}
	}

	@ParameterizedTest
	@MethodSource("patches")
	void catches(Path patch) throws InterruptedException, ExecutionException {
		Hunt hunt = this.running.get(patch).get();
		this.hunts.add(hunt);
		assertThat(hunt.found()).as("%s, which the simulation must notice", hunt).isNotNull();
	}

	/** A seed counts only if it is the broken rule that it complains of. */
	private Hunt hunt(Workshop workshop, Mutant mutant, LongConsumer soundStorm)
			throws IOException, ReflectiveOperationException {
		LongConsumer storm = new MutantLoader(workshop.make(mutant, this.sound)).storm(mutant.simulation(),
				mutant.storm());
		Hunt hunt = Hunt.in(mutant.name(), storm, mutant.harm(), mutant.seeds(SEEDS));
		assertThat(Hunt.complaint(soundStorm, hunt.last())).as("seed %d without the mutant", hunt.last()).isNull();
		return hunt;
	}

}

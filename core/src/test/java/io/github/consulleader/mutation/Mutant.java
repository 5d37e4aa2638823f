package io.github.consulleader.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The engine with one rule broken.
 *
 * @param name for people
 * @param harm what the simulation must complain of, by the patch's line
 * {@code Caught by:}, a regular expression: a mutant that is caught for something else
 * proves nothing of its rule
 * @param simulation which one judges it, by the patch's line {@code Simulation:}; that of
 * elections if it has none
 * @param storm the troubles that it takes, by the patch's line {@code Storm:}, or nothing
 * if any storm shows it soon
 * @param seed the one that has shown it last, by the patch's line {@code Seed:}, or -1 if
 * none is known: it is tried first
 * @param patch what is broken
 */
record Mutant(String name, Pattern harm, Simulation simulation, String storm, long seed, Patch patch) {

	private static final String HARM = "Caught by: ";

	private static final String STORM = "Storm: ";

	private static final String SEED = "Seed: ";

	private static final String SIMULATION = "Simulation: ";

	private static final String RENEWAL = """
			To renew it: `patch -p1 <%s` in the root (put what it rejects in by hand, so that the same rule \
			is broken), then `git diff core/src/main` instead of the old diff, below the words at its top, \
			and `git checkout core/src/main`.""";

	static Mutant read(Path file) throws IOException {
		String name = String.valueOf(file.getFileName()).replace(".patch", "");
		List<String> lines = Files.readAllLines(file);
		Pattern harm = said(lines, HARM).map(Pattern::compile)
			.orElseThrow(() -> new PatchException(name + " does not say what it is to be \"" + HARM + "\""));
		Simulation simulation = said(lines, SIMULATION).map((word) -> simulation(name, word))
			.orElse(Simulation.ELECTION);
		String storm = said(lines, STORM).orElse("");
		long seed = said(lines, SEED).map(Long::parseLong).orElse(-1L);
		try {
			return new Mutant(name, harm, simulation, storm, seed, Patch.read(lines));
		}
		catch (PatchException ex) {
			throw new PatchException(name + " is no patch: " + ex.getMessage());
		}
	}

	private static Simulation simulation(String name, String word) {
		return Stream.of(Simulation.values())
			.filter((one) -> one.name().toLowerCase(Locale.ROOT).equals(word))
			.findFirst()
			.orElseThrow(() -> new PatchException(name + " names a simulation that there is not: " + word));
	}

	private static Optional<String> said(List<String> lines, String about) {
		return lines.stream()
			.filter((line) -> line.startsWith(about))
			.map((line) -> line.substring(about.length()).strip())
			.filter((text) -> !text.isEmpty())
			.findFirst();
	}

	/**
	 * In which order to look for it: a known seed first, which a change elsewhere may
	 * have made useless.
	 */
	LongStream seeds(long most) {
		LongStream all = LongStream.range(0, most);
		return (this.seed >= 0) ? LongStream.concat(LongStream.of(this.seed), all) : all;
	}

	/** Breaks the rule in a copy of the sources. */
	void applyTo(Path sources) throws IOException {
		try {
			this.patch.applyTo(sources);
		}
		catch (PatchException ex) {
			throw new PatchException(this.name + " does not apply any more: " + ex.getMessage() + "\n"
					+ RENEWAL.formatted("core/src/test/mutations/" + this.name + ".patch"));
		}
	}

	/** What may judge a mutant. */
	enum Simulation {

		/** Elections of roles. */
		ELECTION,

		/** Mutexes. */
		MUTEX

	}

}

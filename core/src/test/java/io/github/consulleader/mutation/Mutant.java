package io.github.consulleader.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/**
 * The engine with one rule broken.
 *
 * @param name for people
 * @param harm what the simulation must complain of, by the patch's line
 * {@code Caught by:}, a regular expression: a mutant that is caught for something else
 * proves nothing of its rule
 * @param storm the troubles that it takes, by the patch's line {@code Storm:}, or nothing
 * if any storm shows it soon
 * @param seed the one that has shown it last, by the patch's line {@code Seed:}, or -1 if
 * none is known: it is tried first
 * @param patch what is broken
 */
record Mutant(String name, Pattern harm, String storm, long seed, Patch patch) {

	private static final String HARM = "Caught by: ";

	private static final String STORM = "Storm: ";

	private static final String SEED = "Seed: ";

	private static final String RENEWAL = """
			To renew it: `patch -p1 <%s` in the root (put what it rejects in by hand, so that the same rule \
			is broken), then `git diff core/src/main` instead of the old diff, below the words at its top, \
			and `git checkout core/src/main`.""";

	static Mutant read(Path file) throws IOException {
		String name = String.valueOf(file.getFileName()).replace(".patch", "");
		List<String> lines = Files.readAllLines(file);
		Pattern harm = said(lines, HARM).map(Pattern::compile)
			.orElseThrow(() -> new PatchException(name + " does not say what it is to be \"" + HARM + "\""));
		String storm = said(lines, STORM).orElse("");
		long seed = said(lines, SEED).map(Long::parseLong).orElse(-1L);
		try {
			return new Mutant(name, harm, storm, seed, Patch.read(lines));
		}
		catch (PatchException ex) {
			throw new PatchException(name + " is no patch: " + ex.getMessage());
		}
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

}

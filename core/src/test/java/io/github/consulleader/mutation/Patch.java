package io.github.consulleader.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Changes to source files, as {@code git diff} writes them. Stricter than the usual
 * tools: nothing is guessed, so a patch never breaks another rule than the one it was
 * written for.
 *
 * @param files for each file, its path below the sources, what is to change
 */
record Patch(Map<String, List<Hunk>> files) {

	/** Changes nothing. */
	static final Patch NONE = new Patch(Map.of());

	private static final String FROM = "--- a/core/src/main/java/";

	private static final Pattern PLACE = Pattern.compile("@@ -\\d+(?:,(\\d+))? \\+\\d+(?:,(\\d+))? @@.*");

	/** Reads a diff; words before the first file are left alone. */
	static Patch read(List<String> lines) {
		Map<String, List<Hunk>> files = new LinkedHashMap<>();
		List<Hunk> current = new ArrayList<>();
		for (Iterator<String> rest = lines.iterator(); rest.hasNext();) {
			String line = rest.next();
			Matcher place = PLACE.matcher(line);
			if (line.startsWith(FROM)) {
				current = new ArrayList<>();
				files.put(line.substring(FROM.length()), current);
			}
			else if (line.startsWith("--- ")) {
				throw new PatchException("it changes something else than core's main sources: " + line);
			}
			else if (place.matches()) {
				current.add(hunk(count(place.group(1)), count(place.group(2)), rest));
			}
		}
		if (files.isEmpty() || files.values().stream().anyMatch(List::isEmpty)) {
			throw new PatchException("it changes nothing");
		}
		return new Patch(files);
	}

	private static int count(String text) {
		return (text != null) ? Integer.parseInt(text) : 1;
	}

	private static Hunk hunk(int linesBefore, int linesAfter, Iterator<String> rest) {
		List<String> before = new ArrayList<>();
		List<String> after = new ArrayList<>();
		while (before.size() < linesBefore || after.size() < linesAfter) {
			if (!rest.hasNext()) {
				throw new PatchException("it ends too early");
			}
			String line = rest.next();
			// Editors take the blank off an empty line.
			char kind = line.isEmpty() ? ' ' : line.charAt(0);
			String text = line.isEmpty() ? "" : line.substring(1);
			if (kind != '+') {
				before.add(text);
			}
			if (kind != '-') {
				after.add(text);
			}
			if (kind != ' ' && kind != '+' && kind != '-') {
				throw new PatchException("this line is neither there before nor after: " + line);
			}
		}
		return new Hunk(before, after);
	}

	void applyTo(Path sources) throws IOException {
		for (Map.Entry<String, List<Hunk>> change : this.files.entrySet()) {
			Path file = sources.resolve(change.getKey());
			if (!Files.isRegularFile(file)) {
				throw new PatchException("there is no " + change.getKey());
			}
			List<String> lines = Files.readAllLines(file);
			for (Hunk hunk : change.getValue()) {
				try {
					lines = hunk.applyTo(lines);
				}
				catch (PatchException ex) {
					throw new PatchException("in " + change.getKey() + " " + ex.getMessage());
				}
			}
			Files.write(file, lines);
		}
	}

}

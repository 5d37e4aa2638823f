package io.github.consulleader.mutation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One place of a patch, with the lines around it.
 *
 * @param before what stands there, lines around it included
 * @param after what is to stand there
 */
record Hunk(List<String> before, List<String> after) {

	Hunk {
		before = List.copyOf(before);
		after = List.copyOf(after);
	}

	/**
	 * Changes the one place that this is about. It may have moved, but it must read word
	 * for word as the patch has it, and no other place may.
	 */
	List<String> applyTo(List<String> lines) {
		int first = Collections.indexOfSubList(lines, this.before);
		int last = Collections.lastIndexOfSubList(lines, this.before);
		if (first < 0 || first != last) {
			throw new PatchException(((first < 0) ? "these lines are not there:\n" : "these lines are there twice:\n")
					+ String.join("\n", this.before));
		}
		List<String> changed = new ArrayList<>(lines.subList(0, first));
		changed.addAll(this.after);
		changed.addAll(lines.subList(first + this.before.size(), lines.size()));
		return changed;
	}

}

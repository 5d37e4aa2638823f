package io.github.consulleader.benchmarks.report;

/**
 * Whether a target was met.
 *
 * @param target what was promised
 * @param seen what was measured
 * @param met whether that holds
 */
public record Verdict(String target, String seen, boolean met) {

	String line() {
		return "- %s: %s, seen %s".formatted(this.met ? "met" : "**missed**", this.target, this.seen);
	}

}

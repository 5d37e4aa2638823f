package io.github.consulleader.sample.fleet;

import java.util.List;

import io.github.consulleader.sample.report.Report;
import org.jspecify.annotations.Nullable;

/**
 * The whole fleet at one moment. Each picture tells everything, so that whoever missed
 * one has missed nothing.
 *
 * @param at the moment
 * @param role the role that the instances share
 * @param folder where journals, reports and logs are
 * @param consul the Consul that they use
 * @param instances all instances, by name
 * @param terms what is remembered of terms, oldest first
 * @param handOvers the last hand-overs, newest first
 * @param latest the report that counts, or {@code null} if there is none yet
 * @param reports the last reports made, oldest first
 * @param notes the last things that happened, newest first
 */
public record Picture(long at, String role, String folder, ConsulView consul, List<InstanceView> instances,
		List<TermView> terms, List<HandOver> handOvers, @Nullable Report latest, List<ReportMade> reports,
		List<Note> notes) {

	/**
	 * A report was made.
	 *
	 * @param at when
	 * @param instance by whom
	 * @param token with which fencing token
	 */
	public record ReportMade(long at, String instance, long token) {
	}

	/**
	 * Something happened.
	 *
	 * @param at when
	 * @param subject to whom
	 * @param text what
	 */
	public record Note(long at, String subject, String text) {
	}

}

package io.github.consulleader.sample.report;

import java.util.Map;
import java.util.TreeMap;

/**
 * What the fleet served so far.
 *
 * @param number counts up by one from report to report, whoever makes it
 * @param token fencing token of the term in which it was made
 * @param instance who made it
 * @param begunAt when its making began, in milliseconds since 1970
 * @param madeAt when it was done, in milliseconds since 1970
 * @param requests how many requests were served
 * @param failures how many of them failed
 * @param requestsByInstance how many requests each instance served
 */
public record Report(long number, long token, String instance, long begunAt, long madeAt, long requests, long failures,
		Map<String, Long> requestsByInstance) {

	public Report {
		requestsByInstance = new TreeMap<>(requestsByInstance);
	}

	ReportName name() {
		return new ReportName(this.token, this.number);
	}

}

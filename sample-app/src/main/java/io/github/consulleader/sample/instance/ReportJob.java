package io.github.consulleader.sample.instance;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.consulleader.sample.report.Report;
import io.github.consulleader.sample.report.ReportFolder;
import io.github.consulleader.sample.report.StaleTokenException;
import io.github.consulleader.sample.report.Totals;
import io.github.consulleader.spring.LeaderOnly;
import io.github.consulleader.spring.Leaderships;

import org.springframework.scheduling.annotation.Scheduled;

/**
 * Makes a report of what all instances served. Runs on the worker only.
 */
class ReportJob {

	private final Leaderships leaderships;

	private final ReportFolder reports;

	private final Totals totals;

	private final InstanceProperties properties;

	private final Clock clock;

	private final Voice voice;

	ReportJob(Leaderships leaderships, ReportFolder reports, Totals totals, InstanceProperties properties, Clock clock,
			Voice voice) {
		this.leaderships = leaderships;
		this.reports = reports;
		this.totals = totals;
		this.properties = properties;
		this.clock = clock;
		this.voice = voice;
	}

	@LeaderOnly
	@Scheduled(fixedDelayString = "${sample.service.report-every:2s}")
	void makeReport() throws IOException, InterruptedException {
		long token = this.leaderships.currentTerm().token();
		try {
			this.reports.requireCurrent(token);
			long begunAt = this.clock.millis();
			this.totals.refresh();
			think(this.properties.service().reportTakes());
			Report report = report(token, begunAt);
			this.reports.publish(report);
			this.voice.reported(report);
		}
		catch (StaleTokenException ex) {
			this.voice.refused(ex);
		}
	}

	private Report report(long token, long begunAt) throws IOException {
		Map<String, Long> requests = this.totals.requestsByInstance();
		long sum = requests.values().stream().mapToLong(Long::longValue).sum();
		return new Report(this.reports.nextNumber(), token, this.properties.instance(), begunAt, this.clock.millis(),
				sum, this.totals.failures(), requests);
	}

	/** Real reports take a while. An interrupt ends this one: the role was lost. */
	private static void think(Duration time) throws InterruptedException {
		CountDownLatch never = new CountDownLatch(1);
		if (never.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
			throw new IllegalStateException("Nobody counts this down");
		}
	}

}

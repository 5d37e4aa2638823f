package io.github.consulleader.sample.fleet;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.github.consulleader.sample.report.Report;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the sample promises, on real processes and a real Consul. The bounds here are
 * generous, since machines that run tests are busy; the measured times are logged.
 */
class FleetTests {

	private static final Logger logger = LoggerFactory.getLogger(FleetTests.class);

	private static final Duration CONFIDENCE = Duration.ofMillis(1800);

	private static RunningFleet fleet;

	@BeforeAll
	static void start(@TempDir Path folder) throws IOException {
		fleet = new RunningFleet(folder);
	}

	@AfterAll
	static void end() {
		fleet.close();
	}

	@AfterEach
	void neverTwoAtATime() throws IOException {
		List<Report> reports = fleet.reports();
		assertThat(reports).extracting(Report::token).isSorted();
		assertThat(reports).extracting(Report::number).doesNotHaveDuplicates();
		for (int i = 1; i < reports.size(); i++) {
			Report before = reports.get(i - 1);
			Report after = reports.get(i);
			assertThat(after.begunAt()).as("%s begins after %s is made", after, before)
				.isGreaterThanOrEqualTo(before.madeAt());
		}
	}

	@Test
	void hasOneWorkerAndTheOthersSlumber() {
		InstanceView worker = fleet.settled();
		assertThat(worker.term()).isPositive();
		assertThat(worker.token()).isPositive();
		assertThat(fleet.picture().consul().ours()).isTrue();
	}

	@Test
	void yieldHandsOver() throws IOException {
		InstanceView worker = fleet.settled();
		fleet.awaitReportInTheMaking(worker);
		assertThat(fleet.perform(worker.name(), Deed.YIELD)).isTrue();
		HandOver handOver = measured(worker);
		assertThat(handOver.kind()).isEqualTo("Yield");
		assertThat(handOver.to()).isNotEqualTo(worker.name());
		assertThatWorkEndedBefore(handOver, worker);
	}

	@Test
	void sigtermLetsTheWorkEndBeforeTheNextIsGranted() throws IOException {
		InstanceView worker = fleet.settled();
		fleet.awaitReportInTheMaking(worker);
		assertThat(fleet.perform(worker.name(), Deed.TERM)).isTrue();
		HandOver handOver = measured(worker);
		assertThat(handOver.kind()).isEqualTo("SIGTERM");
		assertThatWorkEndedBefore(handOver, worker);
		fleet.await("its end", (picture) -> view(picture, worker.name()).state() == InstanceState.ENDED);
		assertThat(view(fleet.picture(), worker.name()).note()).isEqualTo("ended by SIGTERM");
	}

	@Test
	void sigkillIsNoticed() {
		InstanceView worker = fleet.settled();
		assertThat(fleet.perform(worker.name(), Deed.KILL)).isTrue();
		HandOver handOver = measured(worker);
		assertThat(handOver.kind()).isEqualTo("SIGKILL");
		assertThat(handOver.to()).isNotEqualTo(worker.name());
		assertThat(handOver.millis()).isLessThan(15_000);
		assertThat(view(fleet.picture(), worker.name()).note()).isEqualTo("ended by SIGKILL");
	}

	@Test
	@Tag("F2")
	void aWorkerThatStoodStillDoesNotBelieveWhenItWakes() {
		InstanceView worker = fleet.settled();
		assertThat(fleet.perform(worker.name(), Deed.STOP)).isTrue();
		HandOver handOver = measured(worker);
		assertThat(handOver.kind()).isEqualTo("SIGSTOP");
		fleet.await("a report of the next term",
				(picture) -> RunningFleet.hasReported(picture, RunningFleet.worker(picture)));
		assertThat(view(fleet.picture(), worker.name()).state()).isEqualTo(InstanceState.PAUSED);
		assertThat(fleet.perform(worker.name(), Deed.CONT)).isTrue();
		Picture picture = fleet.await("word of its waking", (seen) -> woke(seen, worker.name()).isPresent());
		assertThat(woke(picture, worker.name()))
			.hasValueSatisfying((note) -> assertThat(note).endsWith("isLeader() said false"));
		fleet.await("its slumber", (seen) -> view(seen, worker.name()).state() == InstanceState.SLUMBERER);
	}

	@Test
	void aShortPauseCostsNothing() {
		InstanceView worker = fleet.settled();
		assertThat(fleet.perform(worker.name(), Deed.STOP)).isTrue();
		assertThat(fleet.perform(worker.name(), Deed.CONT)).isTrue();
		assertThat(fleet.settled().token()).isEqualTo(worker.token());
	}

	@Test
	void aDeletedLockEndsTheTerm() throws IOException {
		InstanceView worker = fleet.settled();
		fleet.consul("kv", "delete", "leader/report-service/roles/report-service/lock");
		HandOver handOver = measured(worker);
		assertThat(handOver.kind()).isEqualTo("lock lost");
		assertThat(handOver.stoppedAt()).isLessThan(handOver.grantedAt());
		fleet.settled();
	}

	@Test
	void nobodyIsWorkerWhileConsulIsAway() {
		InstanceView worker = fleet.settled();
		fleet.fleet().stopConsul();
		fleet.await("nobody", (picture) -> picture.consul().state() == ConsulView.State.AWAY
				&& RunningFleet.worker(picture).isEmpty());
		fleet.fleet().startConsul();
		HandOver handOver = measured(worker);
		assertThat(handOver.kind()).isEqualTo("Consul back");
		assertThat(handOver.stoppedAt()).isNotNull().isLessThan(handOver.grantedAt());
		assertThat(fleet.settled().token()).isGreaterThan(worker.token());
	}

	private static void assertThatWorkEndedBefore(HandOver handOver, InstanceView worker) throws IOException {
		Report last = fleet.reports()
			.stream()
			.filter((report) -> report.token() == worker.token())
			.reduce((first, second) -> second)
			.orElseThrow();
		assertThat(last.begunAt()).as("a report was in the making").isLessThan(handOver.begunAt());
		assertThat(last.madeAt()).as("it was drained").isBetween(handOver.begunAt(), handOver.grantedAt());
	}

	private static HandOver measured(InstanceView worker) {
		HandOver handOver = fleet.awaitHandOver(worker);
		logger.info("{}: {} -> {} in {} ms", handOver.kind(), handOver.from(), handOver.to(), handOver.millis());
		return handOver;
	}

	private static InstanceView view(Picture picture, String instance) {
		return picture.instances().stream().filter((view) -> view.name().equals(instance)).findFirst().orElseThrow();
	}

	/** What it said first after a pause that outlasted its confidence. */
	private static Optional<String> woke(Picture picture, String instance) {
		return picture.notes()
			.stream()
			.filter((note) -> note.subject().equals(instance) && note.text().startsWith("stood still for "))
			.filter((note) -> Long.parseLong(note.text().split(" ", -1)[3]) > CONFIDENCE.toMillis())
			.map(Picture.Note::text)
			.findFirst();
	}

}

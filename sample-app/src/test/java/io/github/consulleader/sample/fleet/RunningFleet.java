package io.github.consulleader.sample.fleet;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.github.consulleader.agent.ConsulBinary;
import io.github.consulleader.sample.instance.InstanceApplication;
import io.github.consulleader.sample.report.Report;
import io.github.consulleader.sample.report.ReportFolder;
import org.awaitility.Awaitility;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Three JVMs on a Consul of their own, as the launcher runs them, whose reports take long
 * enough that there nearly always is one in the making.
 */
final class RunningFleet implements AutoCloseable {

	static final Duration PATIENCE = Duration.ofSeconds(60);

	private final Path folder;

	private final int consulPort;

	private final Fleet fleet;

	RunningFleet(Path folder) throws IOException {
		this.folder = folder;
		this.consulPort = FreePort.find();
		FleetPlan plan = new FleetPlan(List.of("instance-1", "instance-2", "instance-3"), InstanceApplication.ROLE,
				folder, JavaCommand.ofThisJvm(), InstanceApplication.class.getName(),
				List.of("--spring.cloud.consul.host=localhost", "--spring.cloud.consul.port=" + this.consulPort,
						"--sample.service.report-every=100ms", "--sample.service.report-takes=600ms"));
		this.fleet = new Fleet(plan, new ConsulHost(URI.create("http://localhost:" + this.consulPort)),
				new ReportFolder(folder, JsonMapper.shared()), Clock.systemUTC());
		this.fleet.start((picture) -> {
		});
	}

	Fleet fleet() {
		return this.fleet;
	}

	Picture picture() {
		return this.fleet.picture();
	}

	Picture await(String what, Predicate<Picture> condition) {
		Awaitility.await(what)
			.pollInterval(Duration.ofMillis(20))
			.atMost(PATIENCE)
			.until(() -> condition.test(picture()));
		return picture();
	}

	/** Waits until all three run, one of them as worker, and a report of its is there. */
	InstanceView settled() {
		this.picture().instances().forEach((instance) -> {
			perform(instance.name(), Deed.CONT);
			perform(instance.name(), Deed.START);
		});
		return await("one worker, two slumberers, a report of this term",
				(picture) -> picture.instances()
					.stream()
					.filter((instance) -> instance.state() == InstanceState.SLUMBERER)
					.count() == 2 && hasReported(picture, worker(picture)))
			.instances()
			.stream()
			.filter((instance) -> instance.state() == InstanceState.WORKER)
			.findFirst()
			.orElseThrow();
	}

	static boolean hasReported(Picture picture, Optional<InstanceView> worker) {
		return worker.isPresent()
				&& picture.reports().stream().anyMatch((report) -> report.token() == worker.get().token());
	}

	static Optional<InstanceView> worker(Picture picture) {
		return picture.instances().stream().filter((instance) -> instance.state() == InstanceState.WORKER).findFirst();
	}

	/** Waits until the worker is in the middle of a report. */
	void awaitReportInTheMaking(InstanceView worker) {
		await("a report in the making", (picture) -> {
			List<Picture.ReportMade> made = picture.reports();
			long age = Clock.systemUTC().millis() - made.get(made.size() - 1).at();
			return made.get(made.size() - 1).token() == worker.token() && age > 300 && age < 450;
		});
	}

	boolean perform(String instance, Deed deed) {
		return this.fleet.perform(instance, deed).join();
	}

	/** The hand-over that ended the term of the given worker. */
	HandOver awaitHandOver(InstanceView worker) {
		Picture picture = await("the hand-over after token " + worker.token(),
				(seen) -> seen.terms().stream().anyMatch((term) -> term.token() > worker.token()));
		TermView next = picture.terms()
			.stream()
			.filter((term) -> term.token() > worker.token())
			.findFirst()
			.orElseThrow();
		return picture.handOvers()
			.stream()
			.filter((handOver) -> handOver.token() == next.token())
			.findFirst()
			.orElseThrow();
	}

	/** Runs the real executable. */
	void consul(String... arguments) throws IOException {
		List<String> command = Stream.concat(Stream.of(ConsulBinary.find().path().toString()), Stream.of(arguments))
			.toList();
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD);
		builder.environment().put("CONSUL_HTTP_ADDR", "http://localhost:" + this.consulPort);
		assertThat(builder.start().onExit().join().exitValue()).isZero();
	}

	/** All reports, in the order in which they were made. */
	List<Report> reports() throws IOException {
		try (Stream<Path> files = Files.list(this.folder)) {
			List<Path> written = files.filter((file) -> file.getFileName().toString().startsWith("report-")).toList();
			return written.stream()
				.filter((file) -> file.toFile().length() > 0)
				.map((file) -> JsonMapper.shared().readValue(file.toFile(), Report.class))
				.sorted(Comparator.comparingLong(Report::madeAt))
				.toList();
		}
	}

	@Override
	public void close() {
		this.fleet.close();
	}

}

package io.github.consulleader.sample.instance;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import io.github.consulleader.sample.report.Journal;
import io.github.consulleader.sample.report.ServedRequest;

import org.springframework.scheduling.annotation.Scheduled;

/**
 * Serves requests, made up ones, on every instance: nothing here asks who is worker.
 */
class RequestService {

	private static final List<String> PATHS = List.of("/orders", "/cart", "/search", "/invoices", "/login");

	private static final double FAILING = 0.01;

	private final Journal journal;

	private final InstanceProperties properties;

	private final Clock clock;

	private final Random random = new Random();

	RequestService(Journal journal, InstanceProperties properties, Clock clock) {
		this.journal = journal;
		this.properties = properties;
		this.clock = clock;
	}

	@Scheduled(fixedRate = 1000)
	void serve() throws IOException {
		this.journal
			.append(Stream.generate(this::request).limit(this.properties.service().requestsPerSecond()).toList());
	}

	private ServedRequest request() {
		return new ServedRequest(this.clock.millis(), PATHS.get(this.random.nextInt(PATHS.size())),
				(this.random.nextDouble() < FAILING) ? 503 : 200);
	}

}

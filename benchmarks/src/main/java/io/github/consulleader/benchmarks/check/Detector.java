package io.github.consulleader.benchmarks.check;

import java.time.Duration;

import io.github.consulleader.role.Timings;

/** How a dead process is noticed. */
enum Detector {

	/** What the product does. */
	TTL("TTL check 3 s (default)", Probe.NONE, 2),

	/** A connection each second, and a TTL check that bears pauses. */
	TCP("TCP check 1 s + TTL check 10 s", Probe.TCP, 2),

	/** A request each second, and a TTL check that bears pauses. */
	HTTP("HTTP check 1 s + TTL check 10 s", Probe.HTTP, 2),

	/** As TCP, where the term is to outlive a pause of 5 s, too. */
	PATIENT("TCP as above, lock-delay 7 s", Probe.TCP, 7);

	/** What the agent tries. */
	enum Probe {

		NONE, TCP, HTTP

	}

	private final String title;

	private final Probe probe;

	private final int lockDelaySeconds;

	Detector(String title, Probe probe, int lockDelaySeconds) {
		this.title = title;
		this.probe = probe;
		this.lockDelaySeconds = lockDelaySeconds;
	}

	String title() {
		return this.title;
	}

	Probe probe() {
		return this.probe;
	}

	/** The default ones, or with a TTL check that bears pauses. */
	Timings timings() {
		Timings balanced = Timings.balanced();
		if (this.probe == Probe.NONE) {
			return balanced;
		}
		Duration lockDelay = Duration.ofSeconds(this.lockDelaySeconds);
		return new Timings(Duration.ofSeconds(10), Duration.ofSeconds(3), lockDelay,
				lockDelay.multipliedBy(9).dividedBy(10), balanced.stopWithin(), balanced.confirmEvery(),
				balanced.requestTimeout(), balanced.sessionTtl(), balanced.renewEvery(), balanced.drainGrace());
	}

	/** From SIGKILL to the other's grant, at most. */
	double boundSeconds() {
		Duration noticed = (this.probe == Probe.NONE) ? timings().checkTtl() : Duration.ofSeconds(1);
		return noticed.plus(timings().lockDelay()).plusMillis(250).toMillis() / 1000.0;
	}

}

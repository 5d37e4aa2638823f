package io.github.consulleader.spring.autoconfigure;

import java.time.Duration;

import io.github.consulleader.role.InvalidSettingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * How long Spring waits for a phase to stop. Handing over must fit in, because whatever
 * comes later goes on without it.
 */
final class ShutdownPhase {

	private static final Logger logger = LoggerFactory.getLogger(ShutdownPhase.class);

	private static final String PROPERTY = "spring.lifecycle.timeout-per-shutdown-phase";

	/** Spring Boot's own default. */
	private static final Duration DEFAULT = Duration.ofSeconds(30);

	/**
	 * Handing over and ending the session after the drain, as LeaderElection.stop has it.
	 */
	private static final Duration HAND_OVER = Duration.ofSeconds(2);

	/** Between the end of the hand-over and that of the phase. */
	private static final Duration MARGIN = Duration.ofMillis(100);

	private ShutdownPhase() {
	}

	static Duration timeout(Environment environment) {
		return Binder.get(environment).bind(PROPERTY, Duration.class).orElse(DEFAULT);
	}

	/**
	 * Returns the drain grace that was not set: what is usual, or less if the phase is
	 * too short for that.
	 */
	static Duration drainGrace(Duration usual, Environment environment) {
		Duration most = timeout(environment).minus(HAND_OVER).minus(MARGIN);
		if (most.isNegative()) {
			logger.warn(
					"{} is {}: leader work is interrupted as soon as its role is given up, and where handing over "
							+ "takes more than that, the application goes on to stop",
					PROPERTY, text(timeout(environment)));
			return Duration.ZERO;
		}
		return (usual.compareTo(most) > 0) ? most : usual;
	}

	static void mustHold(Duration drainGrace, Environment environment) {
		Duration timeout = timeout(environment);
		if (drainGrace.plus(HAND_OVER).compareTo(timeout) >= 0) {
			throw new InvalidSettingException("drain-grace", text(drainGrace),
					"drain-grace + 2s is not less than " + PROPERTY + " (" + text(timeout)
							+ "): the application would go on to stop before its roles are handed over.",
					"Lower consul.leader.drain-grace or raise " + PROPERTY + ".");
		}
	}

	private static String text(Duration duration) {
		return (duration.toMillis() % 1000 != 0) ? duration.toMillis() + "ms" : duration.toSeconds() + "s";
	}

}

package io.github.consulleader.role;

import java.time.Duration;

/**
 * The inequalities of {@link Timings}, each with the property that is to be changed.
 */
final class TimingRules {

	private static final Duration SHORTEST_LOCK_DELAY = Duration.ofMillis(100);

	/** Consul honours no more, silently, whatever it echoes. */
	private static final Duration LONGEST_LOCK_DELAY = Duration.ofSeconds(60);

	/** Consul's own limits, unless an operator changed session_ttl_min. */
	private static final Duration SHORTEST_TTL = Duration.ofSeconds(10);

	private static final Duration LONGEST_TTL = Duration.ofHours(24);

	private TimingRules() {
	}

	static void check(Duration checkTtl, Duration heartbeat, Duration lockDelay, Duration confidence,
			Duration stopWithin, Duration confirmEvery, Duration requestTimeout, Duration sessionTtl,
			Duration renewEvery, Duration drainGrace) {
		positive("check-ttl", checkTtl);
		positive("heartbeat", heartbeat);
		positive("confidence", confidence);
		positive("confirm-every", confirmEvery);
		positive("request-timeout", requestTimeout);
		positive("renew-every", renewEvery);
		notNegative("stop-within", stopWithin);
		notNegative("drain-grace", drainGrace);
		within("lock-delay", lockDelay, SHORTEST_LOCK_DELAY, LONGEST_LOCK_DELAY);
		within("session-ttl", sessionTtl, SHORTEST_TTL, LONGEST_TTL);
		if (checkTtl.compareTo(heartbeat.multipliedBy(3)) < 0) {
			throw new InvalidSettingException("check-ttl", text(checkTtl), "it is less than 3 x heartbeat (3 x "
					+ text(heartbeat) + "): one lost heartbeat would cost the role.",
					"Raise check-ttl or lower heartbeat.");
		}
		if (sessionTtl.compareTo(renewEvery.multipliedBy(3)) < 0) {
			throw new InvalidSettingException("renew-every", text(renewEvery),
					"it is more than a third of session-ttl (" + text(sessionTtl) + ").",
					"Lower renew-every or raise session-ttl.");
		}
		Duration working = confidence.plus(stopWithin);
		if (working.multipliedBy(10).compareTo(lockDelay.multipliedBy(9)) > 0) {
			throw new InvalidSettingException("confidence", text(confidence),
					"confidence + stop-within (" + text(working) + ") is more than 0.9 x lock-delay (0.9 x "
							+ text(lockDelay) + "): two workers could overlap.",
					"Raise lock-delay, or lower confidence or stop-within.");
		}
		if (confirmEvery.plus(requestTimeout).compareTo(confidence) >= 0) {
			throw new InvalidSettingException("confirm-every", text(confirmEvery),
					"confirm-every + request-timeout (" + text(confirmEvery.plus(requestTimeout))
							+ ") is not less than confidence (" + text(confidence)
							+ "): one lost request would cost the role.",
					"Lower confirm-every or request-timeout, or raise confidence and lock-delay.");
		}
	}

	private static void positive(String setting, Duration value) {
		if (value.isZero() || value.isNegative()) {
			throw new InvalidSettingException(setting, text(value), "it is not greater than zero.",
					"Name a duration with its unit, such as 500ms.");
		}
		notTooLong(setting, value);
	}

	private static void notTooLong(String setting, Duration value) {
		if (value.compareTo(LONGEST_TTL) > 0) {
			throw new InvalidSettingException(setting, text(value), "it is more than " + text(LONGEST_TTL) + ".",
					"Name a shorter duration.");
		}
	}

	private static void notNegative(String setting, Duration value) {
		if (value.isNegative()) {
			throw new InvalidSettingException(setting, text(value), "it is negative.",
					"Name a duration with its unit, such as 500ms, or 0s.");
		}
		notTooLong(setting, value);
	}

	private static void within(String setting, Duration value, Duration least, Duration most) {
		if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
			throw new InvalidSettingException(setting, text(value),
					"Consul honours " + text(least) + " to " + text(most) + ".", "Name a duration in that range.");
		}
	}

	private static String text(Duration duration) {
		boolean whole = duration.equals(Duration.ofSeconds(duration.toSeconds()));
		return whole ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
	}

}

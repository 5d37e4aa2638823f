package io.github.consulleader.role;

import java.time.Duration;

/**
 * The durations of an election, with the inequalities that make it safe and live.
 * <p>
 * Processes with different timings stay safe with each other, because each counts on its
 * own lock-delay alone and candidates honour the one that the worker recorded. Defaults
 * and inequalities: DESIGN, section 3, measured on Consul 1.8.7.
 *
 * @param checkTtl how long the TTL check that the session hangs on survives without a
 * heartbeat: the time after which a dead process is noticed. Default 3 s
 * @param heartbeat how often the check is passed; at most a third of {@code checkTtl}.
 * Default 1 s
 * @param lockDelay how long Consul keeps a lock closed after its session was lost; 100 ms
 * to 60 s. Default 2 s
 * @param confidence how long a confirmation lasts, counted from when its request was
 * sent. Default 1.8 s
 * @param stopWithin what work needs to react to a revoke, so that not only believing but
 * working never overlaps; {@code confidence + stopWithin <= 0.9 x lockDelay}. Default 0
 * @param confirmEvery how often a worker asks a quorum for confirmation;
 * {@code confirmEvery + requestTimeout < confidence}. Default 0.5 s
 * @param requestTimeout how long an answer is waited for. Default 0.7 s
 * @param sessionTtl the session's TTL, 10 s to 24 h: the back-stop where no check is
 * possible; Consul takes up to twice as long. Default 10 s
 * @param renewEvery how often the session is renewed; at most a third of
 * {@code sessionTtl}. Default 3 s
 * @param drainGrace how long work may go on after the role was given up, before it is
 * interrupted. Default 20 s
 */
public record Timings(Duration checkTtl, Duration heartbeat, Duration lockDelay, Duration confidence,
		Duration stopWithin, Duration confirmEvery, Duration requestTimeout, Duration sessionTtl, Duration renewEvery,
		Duration drainGrace) {

	private static final Duration BALANCED_CONFIDENCE = Duration.ofMillis(1800);

	/**
	 * Checks the inequalities.
	 * @throws InvalidSettingException naming the setting, its value, the inequality and
	 * the way out
	 */
	public Timings {
		TimingRules.check(checkTtl, heartbeat, lockDelay, confidence, stopWithin, confirmEvery, requestTimeout,
				sessionTtl, renewEvery, drainGrace);
	}

	/**
	 * Returns the default timings.
	 * @return check-ttl 3 s, heartbeat 1 s, lock-delay 2 s, confidence 1.8 s,
	 * confirm-every 0.5 s, request-timeout 0.7 s, session-ttl 10 s, renew-every 3 s,
	 * drain-grace 20 s
	 */
	public static Timings balanced() {
		return new Timings(Duration.ofSeconds(3), Duration.ofSeconds(1), Duration.ofSeconds(2), BALANCED_CONFIDENCE,
				Duration.ZERO, Duration.ofMillis(500), Duration.ofMillis(700), Duration.ofSeconds(10),
				Duration.ofSeconds(3), Duration.ofSeconds(20));
	}

	/**
	 * How long it takes at most until another process is granted a role after the
	 * worker's process died, if its session hangs on a check at a living agent: check-ttl
	 * + lock-delay + 0.25 s for noticing and taking.
	 * @return the bound
	 */
	public Duration worstCaseTakeOver() {
		return this.checkTtl.plus(this.lockDelay).plusMillis(250);
	}

	/**
	 * The same without a check: Consul ends a session up to twice its TTL after the last
	 * renewal.
	 * @return the bound
	 */
	public Duration worstCaseTakeOverWithoutCheck() {
		return this.sessionTtl.multipliedBy(2).plus(this.lockDelay).plusMillis(250);
	}

}

package io.github.consulleader.role;

import java.time.Duration;

/**
 * The durations of an election, with the inequalities that make it safe and live.
 * <p>
 * Processes with different timings stay safe with each other, because each counts on its
 * own lock-delay alone and candidates honour the one that the worker recorded. Defaults
 * and inequalities: docs/safety.md, measured on Consul 1.8.7.
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
		return new Timings(Duration.ofSeconds(3), Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofMillis(1800),
				Duration.ZERO, Duration.ofMillis(500), Duration.ofMillis(700), Duration.ofSeconds(10),
				Duration.ofSeconds(3), Duration.ofSeconds(20));
	}

	/**
	 * Returns timings for a dead process to be followed within 1.6 s. They ask for an
	 * agent on the same machine and for processes that never pause for half a second: a
	 * longer pause, of a garbage collector for one, costs the term, and a wait of 0.75 s
	 * the session.
	 * @return check-ttl 0.75 s, heartbeat 0.25 s, lock-delay 0.6 s, confidence 0.54 s,
	 * confirm-every 0.15 s, request-timeout 0.3 s, the rest as in {@link #balanced}
	 */
	public static Timings fast() {
		return new Timings(Duration.ofMillis(750), Duration.ofMillis(250), Duration.ofMillis(600),
				Duration.ofMillis(540), Duration.ZERO, Duration.ofMillis(150), Duration.ofMillis(300),
				Duration.ofSeconds(10), Duration.ofSeconds(3), Duration.ofSeconds(20));
	}

	/**
	 * Returns timings for a worker to stay worker while Consul elects a leader of its
	 * own, which takes it up to 17 s unless it is tuned, and through pauses of seconds. A
	 * dead process is followed within 35.25 s.
	 * @return check-ttl 10 s, heartbeat 3 s, lock-delay 25 s, confidence 22 s,
	 * confirm-every 2 s, request-timeout 2 s, the rest as in {@link #balanced}
	 */
	public static Timings steady() {
		return new Timings(Duration.ofSeconds(10), Duration.ofSeconds(3), Duration.ofSeconds(25),
				Duration.ofSeconds(22), Duration.ZERO, Duration.ofSeconds(2), Duration.ofSeconds(2),
				Duration.ofSeconds(10), Duration.ofSeconds(3), Duration.ofSeconds(20));
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

	/**
	 * What a take-over takes at most after each kind of end.
	 * @param checked whether the session hangs on a check of its own
	 * @return the bounds
	 */
	public TakeOverBounds bounds(boolean checked) {
		Duration unnoticed = worstCaseTakeOverWithoutCheck();
		return new TakeOverBounds(checked ? worstCaseTakeOver() : unnoticed, unnoticed, unnoticed, unnoticed);
	}

}

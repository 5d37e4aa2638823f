package io.github.consulleader.engine;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;

import io.github.consulleader.consul.Consul;
import io.github.consulleader.role.Role;
import io.github.consulleader.role.Timings;
import io.github.consulleader.time.Backoff;
import io.github.consulleader.time.EventLoop;
import io.github.consulleader.time.Stamp;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a process sees its roles: the one watch and the quorum reads, and whether they can
 * be relied on. Event loop only, but for what people may read.
 */
final class RolesObserver {

	private static final Logger logger = LoggerFactory.getLogger(RolesObserver.class);

	private final EventLoop loop;

	private final SnapshotReader view;

	private final PrefixWatch watch;

	private final QuorumReader reader;

	private final StaleViewWatchdog blindness;

	private final Consumer<Observation> sightings;

	private final Runnable blinded;

	private final long patience;

	private final LongUnaryOperator rest;

	private boolean rested;

	private long informedSince;

	private boolean unconfirmed;

	private @Nullable Stamp confirmed;

	private volatile boolean informed;

	private volatile @Nullable String problem;

	/**
	 * Prepares to see.
	 * @param blindness notified of how well it does
	 * @param rest how long nothing needs to be watched, in nanoseconds, given the
	 * monotonic clock
	 * @param sightings receives each answer, while {@link #of} shows it
	 * @param blinded called when answers have failed: something may have been missed
	 */
	RolesObserver(Consul consul, EventLoop loop, Sequence sequence, RoleKeys keys, Codec codec, Timings timings,
			Backoff watchPause, Backoff readPause, StaleViewWatchdog blindness, LongUnaryOperator rest,
			Consumer<Observation> sightings, Runnable blinded) {
		this.loop = loop;
		this.view = new SnapshotReader(keys, codec);
		this.blindness = blindness;
		this.sightings = sightings;
		this.blinded = blinded;
		this.rest = rest;
		this.patience = timings.confirmEvery().plus(timings.requestTimeout()).toNanos();
		this.watch = new PrefixWatch(consul, loop, sequence, keys.roles(), watchPause, this::rest, this::sighted,
				this::watchProblem);
		this.reader = new QuorumReader(consul, loop, sequence, keys.roles(), timings.confirmEvery(), readPause,
				this::sighted, this::readProblem);
	}

	void start() {
		this.reader.start();
		this.watch.start();
	}

	void stop() {
		this.reader.stop();
		this.watch.stop();
		this.blindness.stop();
		this.informed = false;
		this.unconfirmed = false;
		this.problem = null;
	}

	/** Asks a quorum what is true now. */
	void look() {
		this.reader.look();
	}

	/** Asks a quorum every so often, or does not. */
	void confirm(boolean wanted) {
		this.blindness.review();
		this.reader.confirm(wanted);
	}

	/** What the answer shows of a role that is being told. */
	RoleSnapshot of(Role role) {
		return this.view.of(role);
	}

	/** Whether the latest answer was one. Any thread. */
	boolean isInformed() {
		return this.informed;
	}

	/** Since when no answer has failed, on the monotonic clock. */
	long informedSince() {
		return this.informedSince;
	}

	/**
	 * Whether the last answer of a quorum is recent enough, by either clock: a process
	 * that was stopped or asleep since may have missed anything. The answer that is being
	 * delivered does not count yet.
	 */
	boolean isWatchful() {
		Stamp last = this.confirmed;
		if (last == null) {
			return false;
		}
		Stamp now = this.loop.ticker().stamp();
		long wall = TimeUnit.MILLISECONDS.toNanos(now.wallMillis() - last.wallMillis());
		return Math.max(now.monotonicNanos() - last.monotonicNanos(), wall) <= this.patience;
	}

	/** Why the watch is not answered, or {@code null}. Any thread. */
	@Nullable String problem() {
		return this.problem;
	}

	private void watchProblem(@Nullable String text) {
		String before = this.problem;
		this.problem = text;
		if (text != null && before == null) {
			logger.warn("The watch on roles failed; retrying with back-off: {}", text);
		}
		else if (text == null && before != null) {
			logger.info("The watch on roles works again");
		}
		if (text != null) {
			blind();
		}
	}

	/** Told once per silence, since a candidate's count begins anew with each failure. */
	private void readProblem(@Nullable String text) {
		if (text != null && !this.unconfirmed) {
			logger.info("A quorum read failed; retrying: {}", text);
		}
		else if (text == null && this.unconfirmed) {
			logger.info("Quorum reads work again");
		}
		this.unconfirmed = text != null;
		if (text != null) {
			blind();
		}
	}

	private void blind() {
		this.informed = false;
		this.blindness.observationLost();
		this.blinded.run();
	}

	/** What happens meanwhile is missed. */
	private Duration rest() {
		long nanos = this.rest.applyAsLong(this.loop.ticker().monotonicNanos());
		this.rested |= nanos > 0;
		return Duration.ofNanos(nanos);
	}

	private void sighted(Observation sighting) {
		if (!this.informed || this.rested) {
			this.informed = true;
			this.informedSince = this.loop.ticker().monotonicNanos();
			this.rested &= sighting.quorum();
		}
		this.view.read(sighting.listing());
		this.blindness.sighted(this.view);
		this.sightings.accept(sighting);
		this.view.forget();
		if (sighting.quorum()) {
			this.confirmed = this.loop.ticker().stamp();
		}
	}

}

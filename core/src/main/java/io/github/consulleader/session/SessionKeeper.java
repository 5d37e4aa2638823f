package io.github.consulleader.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

import io.github.consulleader.consul.Consul;
import io.github.consulleader.role.TakeOverBounds;
import io.github.consulleader.time.Backoff;
import io.github.consulleader.time.EventLoop;
import io.github.consulleader.time.Stamp;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one session alive, and begins a new one when it was lost.
 * <p>
 * The session hangs on a TTL check of our own, so that a dead process is noticed within
 * check-ttl; where that is not possible it lives by its TTL alone, which takes up to
 * twice the TTL to notice. That a session is believed to be alive says nothing about what
 * it holds: renewals and heartbeats confirm nothing.
 * <p>
 * Everything here is called, and calls back, on the event loop. Nothing blocks.
 */
public final class SessionKeeper {

	private static final Logger logger = LoggerFactory.getLogger(SessionKeeper.class);

	private final Consul consul;

	private final EventLoop loop;

	private final SessionPlan plan;

	private final SessionListener listener;

	private final @Nullable String datacenter;

	private final SessionNames names;

	private final Problems problems;

	private final RandomGenerator random;

	private final SessionCleanup closing;

	private final Affinity affinity;

	private final Registrations registrations;

	private final CheckPasses passes;

	private final Backoff pause;

	/** Given up; whether they are gone is not known yet. */
	private final Set<String> pendingDestroy = new LinkedHashSet<>();

	private boolean uncheckableSaid;

	private @Nullable SessionCreation opening;

	private volatile @Nullable LiveSession live;

	private @Nullable CompletableFuture<Boolean> stopped;

	/**
	 * Prepares a keeper.
	 * @param consul where the session is kept
	 * @param loop where everything happens
	 * @param plan what the session is to be; the nonce also seeds the jitter
	 * @param listener notified of what becomes of it
	 * @param datacenter the datacenter that the agent must be in, or {@code null} for
	 * whichever it is in; there is no session as long as it is in another
	 */
	public SessionKeeper(Consul consul, EventLoop loop, SessionPlan plan, SessionListener listener,
			@Nullable String datacenter) {
		this.consul = consul;
		this.loop = loop;
		this.plan = plan;
		this.listener = listener;
		this.datacenter = datacenter;
		this.names = new SessionNames(plan);
		this.problems = new Problems(this.names.serviceId(), listener::problem);
		this.random = new SplittableRandom(plan.nonce().hashCode());
		this.closing = new SessionCleanup(consul, loop, this.random);
		this.affinity = new Affinity(loop.ticker());
		this.registrations = new Registrations(consul, loop, this.names, this.affinity);
		this.passes = new CheckPasses(consul, loop, this.names, this.affinity);
		this.pause = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5), this.random);
	}

	/**
	 * Begins to want a session. Once only.
	 */
	public void start() {
		if (this.opening == null && this.live == null && this.stopped == null) {
			open(Duration.ZERO);
		}
	}

	/**
	 * Ends the session, which holds nothing any more (else its locks would stay closed
	 * for their lock-delay), and removes its check. There is no other session after it.
	 * @return completes on the loop, within some three request time-outs for each of the
	 * two: whether both were confirmed, and so for sessions that were given up before
	 */
	public CompletableFuture<Boolean> stop() {
		if (this.stopped != null) {
			return this.stopped;
		}
		CompletableFuture<Boolean> future = new CompletableFuture<>();
		this.stopped = future;
		LiveSession ending = this.live;
		if (ending != null) {
			forget(ending);
			this.listener.sessionEnded(ending.id(), "stopped");
			close(ending.id(), future);
		}
		else if (this.opening == null) {
			future.complete(true);
		}
		else if (!this.opening.cancel()) {
			close(null, future);
		}
		return future;
	}

	private void close(@Nullable String sessionId, CompletableFuture<Boolean> confirmed) {
		List<String> sessions = new ArrayList<>(this.pendingDestroy);
		if (sessionId != null) {
			sessions.add(sessionId);
		}
		this.registrations.whenQuiet(() -> this.closing.close(sessions, this.names.serviceId(), confirmed));
	}

	/**
	 * Returns the session as far as is known.
	 * @return its id, or {@code null} while there is none
	 */
	public @Nullable String session() {
		LiveSession present = this.live;
		return (present != null) ? present.id() : null;
	}

	/**
	 * Returns whether there is a session that hangs on a check of our own.
	 * @return whether a dead process is noticed within check-ttl
	 */
	public boolean checked() {
		LiveSession present = this.live;
		return present != null && present.checked();
	}

	/**
	 * Returns when the session was last known to be there, which proves nothing about
	 * what it holds. May be called from any thread.
	 * @return when the latest request was sent whose answer said so, or {@code null}
	 * while there is no session
	 */
	public @Nullable Stamp aliveAt() {
		LiveSession present = this.live;
		return (present != null) ? present.aliveAt() : null;
	}

	/**
	 * Something looked wrong: asks at once whether the session is still there.
	 */
	public void suspect() {
		LiveSession present = this.live;
		if (present != null) {
			present.renew();
		}
	}

	/**
	 * A definite answer said that a session is gone. Ends it, unless it is another than
	 * the present one, and begins anew.
	 * @param sessionId the session
	 * @param why what was seen, for people
	 */
	public void sessionNotFound(String sessionId, String why) {
		LiveSession ending = this.live;
		if (ending != null && ending.id().equals(sessionId)) {
			if (ending.isPassing()) {
				this.affinity.sessionLost();
			}
			ended(ending, why);
		}
	}

	/**
	 * Gives up the present session at once, whatever it holds, and begins anew.
	 */
	public void destroy() {
		destroy("given up");
	}

	private void destroy(String why) {
		LiveSession ending = this.live;
		if (ending != null) {
			this.pendingDestroy.add(ending.id());
			try {
				this.closing.destroy(ending.id(), (destroyed) -> {
					this.pendingDestroy.remove(ending.id());
					logger.debug("{}: session {} destroyed: {}", this.names.serviceId(), ending.id(), destroyed);
				});
			}
			finally {
				// Also a failure of ours must not leave a session that is not believed
				// in.
				ended(ending, why);
			}
		}
	}

	private void ended(LiveSession ending, String why) {
		forget(ending);
		logger.info("{}: session {} ended: {}", this.names.serviceId(), ending.id(), why);
		if (ending.proven()) {
			this.pause.reset();
		}
		// One that never lived to be renewed would be lost again: no hammering.
		open(ending.proven() ? Duration.ZERO : this.pause.next());
		this.listener.sessionEnded(ending.id(), why);
	}

	private TakeOverBounds bounds(boolean checked) {
		return this.plan.timings().bounds(checked);
	}

	private void forget(LiveSession ending) {
		ending.end();
		this.live = null;
		this.problems.forget(Problems.Source.RENEWAL);
		this.problems.forget(Problems.Source.HEARTBEAT);
	}

	private void open(Duration delay) {
		SessionCreation next = new SessionCreation(this.consul, this.loop, this.names, this.registrations, this.passes,
				this.datacenter, this.random, this.problems, new Opened());
		this.opening = next;
		next.begin(delay);
	}

	private final class Opened implements SessionCreation.Outcome {

		@Override
		public void opened(String sessionId, boolean checked, Stamp asked, @Nullable String uncheckable) {
			SessionKeeper keeper = SessionKeeper.this;
			if (uncheckable != null) {
				sayOnce(uncheckable);
			}
			keeper.opening = null;
			LiveSession begun = new LiveSession(keeper.consul, keeper.loop, keeper.plan, keeper.random, keeper.problems,
					sessionId, checked, asked, keeper.registrations, keeper.passes,
					(why) -> sessionNotFound(sessionId, why),
					() -> destroy("several agents answer in turn, so its check cannot be kept passing"));
			keeper.live = begun;
			TakeOverBounds bounds = keeper.bounds(checked);
			logger.info(
					"{}: session {} began, {} a check of its own: should this process die, another takes over within {}; "
							+ "should its agent or machine die, or be cut off, within {}",
					keeper.names.serviceId(), sessionId, checked ? "with" : "without", bounds.processDeath(),
					bounds.machineDeath());
			begun.begin();
			keeper.listener.sessionBegan(sessionId, checked);
			keeper.problems.clear(Problems.Source.OPENING);
		}

		private void sayOnce(String why) {
			if (!SessionKeeper.this.uncheckableSaid) {
				SessionKeeper.this.uncheckableSaid = true;
				SessionKeeper keeper = SessionKeeper.this;
				logger.warn(
						"{}: goes on without a check of its own, so the death of this process is noticed after up to {} "
								+ "instead of {}: {}",
						keeper.names.serviceId(), keeper.bounds(false).processDeath(),
						keeper.bounds(true).processDeath(), why);
			}
		}

		@Override
		public void calledOff(@Nullable String sessionId) {
			CompletableFuture<Boolean> future = SessionKeeper.this.stopped;
			if (future != null) {
				close(sessionId, future);
			}
		}

	}

}

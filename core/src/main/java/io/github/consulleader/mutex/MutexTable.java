package io.github.consulleader.mutex;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

import io.github.consulleader.consul.Consul;
import io.github.consulleader.consul.Entry;
import io.github.consulleader.consul.SessionSpec;
import io.github.consulleader.session.LoopRequests;
import io.github.consulleader.session.SessionKeeper;
import io.github.consulleader.session.SessionListener;
import io.github.consulleader.session.SessionPlan;
import io.github.consulleader.time.Backoff;
import io.github.consulleader.time.EventLoop;
import io.github.consulleader.time.EventLoop.Timer;
import io.github.consulleader.time.Stamp;
import io.github.consulleader.time.Ticker;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All mutexes of this process that are held or awaited, on one session and one watch. All
 * on the event loop.
 */
final class MutexTable implements SessionListener {

	private static final Logger logger = LoggerFactory.getLogger(MutexTable.class);

	/**
	 * A write that got no answer may be carried out this much later: an agent that cannot
	 * reach its servers holds it back for so long.
	 */
	private static final Duration LATE = Duration.ofSeconds(35);

	/**
	 * How often a process that uses no mutex looks whether its session has one all the
	 * same: a restored snapshot may have brought back what was given back, and others
	 * would wait for it as long as the session lives.
	 */
	private static final Duration IDLE_LOOK = Duration.ofSeconds(30);

	private final Consul consul;

	private final EventLoop loop;

	private final SessionPlan plan;

	private final MutexKeys keys;

	private final SessionKeeper keeper;

	private final MutexWatch watch;

	private final Confirmations confirmations;

	private final Leftovers leftovers;

	private final Executor callbacks;

	private final Outage outage;

	private final RandomGenerator random;

	private final Map<String, LocalMutex> slots = new HashMap<>();

	private @Nullable MutexSnapshot view;

	private int uncertain;

	private @Nullable Consumer<Boolean> closing;

	/**
	 * Asks nothing of Consul yet. The keys of a session that ends must stay, with an
	 * index of their own, or a take that was under way before could not be told from one
	 * that comes in time.
	 */
	MutexTable(Consul consul, EventLoop loop, SessionPlan wanted, @Nullable String datacenter, Executor callbacks,
			Outage outage) {
		SessionPlan plan = wanted.with(SessionSpec.Behavior.RELEASE);
		this.consul = consul;
		this.loop = loop;
		this.plan = plan;
		this.callbacks = callbacks;
		this.outage = outage;
		this.keys = new MutexKeys(plan.candidate());
		this.random = new SplittableRandom(plan.nonce().hashCode());
		this.keeper = new SessionKeeper(consul, loop, plan, this, datacenter);
		this.watch = new MutexWatch(consul, loop, this.keys.prefix(), this.random, this::interested, this::hurried,
				this::see);
		this.confirmations = new Confirmations(consul, loop, plan.timings(), this.random, this.watch::look);
		this.leftovers = new Leftovers(consul, loop, plan.timings().lockDelay(), this.random,
				() -> this.closing != null);
	}

	void claim(String key, LockRequest claim) {
		if (this.closing != null) {
			claim.fail(new MutexException(key, "the mutexes are closed"));
			return;
		}
		LocalMutex slot = slot(this.keys.path(key));
		this.keeper.start();
		slot.add(claim);
		this.watch.attend();
	}

	/**
	 * Something threw on the event loop: whatever is held counts as lost, and whoever
	 * waits gets another try in a new session, which ends what the old one may have.
	 */
	void recover(String why) {
		attempt(this.watch::beginAnew);
		attempt(this.confirmations::beginAnew);
		List.copyOf(this.slots.values()).forEach((slot) -> attempt(() -> slot.sessionEnded(why)));
		attempt(this.keeper::destroy);
		if (this.closing != null) {
			List.copyOf(this.slots.values()).forEach((slot) -> attempt(slot::close));
			attempt(this::settled);
		}
		else if (interested()) {
			attempt(this.keeper::start);
		}
	}

	private static void attempt(Runnable step) {
		try {
			step.run();
		}
		catch (RuntimeException ex) {
			logger.error("The mutexes of this process cannot recover from a failure in full", ex);
		}
	}

	/** Found by the stored key alone, since it may be ours before anybody asks for it. */
	private LocalMutex slot(String path) {
		return this.slots.computeIfAbsent(path, (added) -> new LocalMutex(this, this.keys.key(added),
				new LockWriter(this.consul, new LoopRequests(this.loop), added, holder()),
				new Backoff(Duration.ofMillis(20), Duration.ofMillis(250), this.random), current() ? this.view : null));
	}

	private String holder() {
		return new LockText(this.plan.candidate().instance(), this.plan.timings().lockDelay()).write();
	}

	void release(LockLease hold, CompletableFuture<UnlockResult> outcome) {
		slot(hold.path()).release(hold, outcome);
	}

	void waiterLeft(String key) {
		LocalMutex slot = this.slots.get(this.keys.path(key));
		if (slot != null) {
			slot.lineUp();
		}
	}

	int waiting(String key) {
		LocalMutex slot = this.slots.get(this.keys.path(key));
		return (slot != null) ? slot.waiting() : 0;
	}

	/** Refuses a key that cannot be stored. */
	void check(String key) {
		this.keys.path(key);
	}

	void watchTtl(LockLease hold) {
		slot(hold.path()).watchTtl(hold);
	}

	private void see(MutexSnapshot seen) {
		this.view = seen;
		this.leftovers.see(seen);
		String session = session();
		seen.entries().forEach((path, entry) -> {
			if (session != null && session.equals(entry.session())) {
				slot(path);
			}
		});
		seen.lines().forEach((path, tickets) -> {
			if (tickets.stream().anyMatch((ticket) -> Objects.equals(session, ticket.session()))) {
				slot(path);
			}
		});
		List.copyOf(this.slots.values()).forEach((slot) -> slot.see(seen));
		this.slots.values().removeIf(LocalMutex::forgettable);
		settled();
	}

	private boolean interested() {
		return this.uncertain > 0 || this.slots.values().stream().anyMatch(LocalMutex::needsViews);
	}

	/** Whether anybody waits for news, or what was done is not certain. */
	private boolean hurried() {
		return this.uncertain > 0 || this.slots.values().stream().anyMatch((slot) -> slot.waiting() > 0);
	}

	@Override
	public void sessionBegan(String sessionId, boolean checked) {
		if (interested()) {
			this.watch.look();
		}
		List.copyOf(this.slots.values()).forEach(LocalMutex::advance);
		this.loop.schedule(IDLE_LOOK, () -> lookNowAndThen(sessionId));
	}

	private void lookNowAndThen(String sessionId) {
		if (sessionId.equals(session()) && this.closing == null) {
			if (!interested()) {
				this.watch.look();
			}
			this.loop.schedule(IDLE_LOOK, () -> lookNowAndThen(sessionId));
		}
	}

	@Override
	public void sessionEnded(String sessionId, String why) {
		this.slots.values().forEach((slot) -> slot.sessionEnded("its session has ended: " + why));
	}

	@Override
	public void problem(@Nullable String problem) {
		this.outage.report(problem); // The keeper logs it.
	}

	/** A write without an answer: it may show up on any key, also where none is used. */
	void uncertain() {
		this.keeper.suspect();
		this.uncertain++;
		this.loop.schedule(LATE, () -> this.uncertain--);
	}

	void close(Duration bound, Consumer<Boolean> confirmed) {
		Consumer<Boolean> before = this.closing;
		this.closing = (before != null) ? before.andThen(confirmed) : confirmed;
		this.loop.schedule(bound, this::stopKeeper);
		List.copyOf(this.slots.values()).forEach(LocalMutex::close);
		settled();
	}

	/** Something was finished: perhaps it was what closing waits for. */
	void settled() {
		if (this.closing != null && this.slots.values().stream().noneMatch(LocalMutex::needsViews)) {
			stopKeeper();
		}
	}

	private void stopKeeper() {
		Consumer<Boolean> confirmed = this.closing;
		if (confirmed != null) {
			CompletableFuture<Void> unused = this.keeper.stop().thenAccept(confirmed);
		}
	}

	@Nullable String session() {
		return this.keeper.session();
	}

	void suspect() {
		this.keeper.suspect();
	}

	void sessionNotFound(String session, String why) {
		this.keeper.sessionNotFound(session, why);
	}

	boolean current() {
		return this.watch.current();
	}

	Confirmations confirmations() {
		return this.confirmations;
	}

	Leftovers leftovers() {
		return this.leftovers;
	}

	/** A hold on a key that was just taken. */
	LockLease hold(Entry taken, String session, Stamp sentAt) {
		return new LockLease(taken, session, ticker(), this.plan.timings().confidence(), sentAt, this.callbacks);
	}

	void look() {
		this.watch.look();
	}

	long nextTurn() {
		return this.watch.nextTurn();
	}

	Timer schedule(Duration delay, Runnable task) {
		return this.loop.schedule(delay, task);
	}

	Ticker ticker() {
		return this.loop.ticker();
	}

	String advice(String detail) {
		return "Consul refuses: %s. The token needs the rule key_prefix \"%s\" { policy = \"write\" }".formatted(detail,
				this.keys.prefix());
	}

}

package io.github.consulleader.mutex;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.Consul;
import io.github.consulleader.consul.Entry;
import io.github.consulleader.consul.Operation;
import io.github.consulleader.consul.Refusal;
import io.github.consulleader.role.Timings;
import io.github.consulleader.session.LoopRequests;
import io.github.consulleader.time.Backoff;
import io.github.consulleader.time.EventLoop;
import io.github.consulleader.time.EventLoop.Timer;
import io.github.consulleader.time.Stamp;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a quorum confirm what is held, every so often while anything is, and notices when
 * confidence has ended. A transaction of guards does not touch what others hold, however
 * many keys there are, and is no write. All on the event loop.
 */
final class Confirmations {

	private static final Logger logger = LoggerFactory.getLogger(Confirmations.class);

	/** As many as any Consul takes. */
	private static final int MOST = 64;

	private final Consul consul;

	private final EventLoop loop;

	private final LoopRequests requests;

	private final Duration every;

	private final Backoff pause;

	private final Runnable look;

	private final Set<CurrentLease> holders = new LinkedHashSet<>();

	private final Set<CurrentLease> due = new LinkedHashSet<>();

	private @Nullable Timer tick;

	private @Nullable Timer end;

	private boolean asking;

	private boolean silent;

	/** An answer that belongs to an older one comes too late. */
	private int generation;

	/**
	 * Confirms nothing yet.
	 * @param look asks a quorum for everything, when a hold is not as it should be
	 */
	Confirmations(Consul consul, EventLoop loop, Timings timings, RandomGenerator random, Runnable look) {
		this.consul = consul;
		this.loop = loop;
		this.requests = new LoopRequests(loop);
		this.every = timings.confirmEvery();
		this.pause = new Backoff(timings.confirmEvery().dividedBy(10), timings.confirmEvery(), random);
		this.look = look;
	}

	/**
	 * Something is held. The timers are those of an earlier hold if they still run: who
	 * takes and gives back again and again sets none.
	 */
	void begin(CurrentLease current) {
		this.holders.add(current);
		if (this.tick == null) {
			this.tick = this.loop.schedule(this.every, this::tick);
		}
		if (this.end == null) {
			awaitEnd();
		}
	}

	/** It is no longer held. */
	void end(CurrentLease current) {
		this.holders.remove(current);
	}

	/** Ignores whatever is under way. */
	void beginAnew() {
		this.generation++;
		this.asking = false;
		this.due.clear();
		if (this.tick != null) {
			this.tick.cancel();
			this.tick = this.loop.schedule(this.every, this::tick);
		}
	}

	private void tick() {
		this.tick = null;
		if (this.holders.isEmpty()) {
			return;
		}
		this.tick = this.loop.schedule(this.every, this::tick);
		review();
		this.due.clear();
		this.due.addAll(this.holders);
		ask();
	}

	private void awaitEnd() {
		long now = this.loop.ticker().monotonicNanos();
		long first = this.holders.stream().mapToLong((current) -> current.unconfirmedAt() - now).min().orElse(0);
		this.end = this.loop.schedule(Duration.ofNanos(Math.max(0, first)), () -> {
			this.end = null;
			review();
			if (!this.holders.isEmpty()) {
				awaitEnd();
			}
		});
	}

	/** Gives back what is lost by what the clocks say. */
	private void review() {
		List.copyOf(this.holders).forEach(CurrentLease::review);
	}

	private void ask() {
		if (this.asking) {
			return;
		}
		List<CurrentLease> batch = new ArrayList<>();
		List<LockLease> holds = new ArrayList<>();
		List<Operation> guards = new ArrayList<>();
		for (CurrentLease next : List.copyOf(this.due)) {
			LockLease held = next.get();
			if (batch.size() < MOST) {
				this.due.remove(next);
				if (held != null) {
					batch.add(next);
					holds.add(held);
					guards.add(new Operation.CheckIndex(held.path(), next.index()));
				}
			}
		}
		if (batch.isEmpty()) {
			return;
		}
		this.asking = true;
		int mine = this.generation;
		Stamp sentAt = this.loop.ticker().stamp();
		this.requests.ask(this.consul.transact(guards), (answer) -> {
			if (mine == this.generation) {
				answered(batch, holds, sentAt, answer);
			}
		});
	}

	private void answered(List<CurrentLease> batch, List<LockLease> holds, Stamp sentAt, Answer<List<Entry>> answer) {
		if (answer instanceof Answer.Done) {
			this.asking = false;
			heard(null);
			for (int i = 0; i < batch.size(); i++) {
				batch.get(i).confirmed(holds.get(i), sentAt);
			}
			ask();
		}
		else if (answer instanceof Answer.Refused<?> refused && refused.refusal() == Refusal.CONFLICT) {
			// One of them is not as it was; the look confirms the others.
			this.asking = false;
			heard(null);
			this.look.run();
			ask();
		}
		else {
			heard(LoopRequests.detail(answer));
			this.due.addAll(batch);
			int mine = this.generation;
			this.loop.schedule(this.pause.next(), () -> {
				if (mine == this.generation) {
					this.asking = false;
					ask();
				}
			});
		}
	}

	private void heard(@Nullable String problem) {
		if (problem == null) {
			this.pause.reset();
		}
		if (problem != null && !this.silent) {
			logger.info("Confirming the mutexes that are held failed; retrying: {}", problem);
		}
		else if (problem == null && this.silent) {
			logger.info("The mutexes that are held are confirmed again");
		}
		this.silent = problem != null;
	}

}

package io.github.consulleader.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.concurrent.TimeUnit;

import io.github.consulleader.consul.Consul;
import io.github.consulleader.role.Candidate;
import io.github.consulleader.role.HandOver;
import io.github.consulleader.role.Role;
import io.github.consulleader.role.Timings;
import io.github.consulleader.role.WhenStuck;
import io.github.consulleader.time.EventLoop;
import io.github.consulleader.time.Ticker;

/**
 * What a role has around it while it is only warmed up: a session that nobody has, a
 * clock that can be put forward, no timers, and nobody to be told. Its loop is the thread
 * that calls {@link #turn()}.
 */
final class WarmUpContext implements RoleContext, EventLoop {

	static final String SESSION = "00000000-0000-0000-0000-000000000001";

	static final String OTHER = "00000000-0000-0000-0000-000000000002";

	private final Candidate candidate;

	private final Timings timings;

	private final StateTimings rules;

	private final RoleTransactions writes;

	private final TransactionBatcher outbox;

	private final Sequence sequence = new Sequence();

	private final Deque<Runnable> due = new ArrayDeque<>();

	private long ahead;

	private final Ticker ticker = new Ticker() {

		@Override
		public long monotonicNanos() {
			return Ticker.system().monotonicNanos() + WarmUpContext.this.ahead;
		}

		@Override
		public long wallMillis() {
			return Ticker.system().wallMillis() + TimeUnit.NANOSECONDS.toMillis(WarmUpContext.this.ahead);
		}

	};

	WarmUpContext(Consul consul, Candidate candidate, Timings timings, Codec codec) {
		this.candidate = candidate;
		this.timings = timings;
		this.rules = StateTimings.of(timings, WhenStuck.HOLD, 0);
		this.writes = new RoleTransactions(new RoleKeys(candidate), codec, candidate.instance(),
				timings.lockDelay().toMillis());
		this.outbox = new TransactionBatcher(consul, this);
	}

	/** Does all that has come up. */
	void turn() {
		for (Runnable next = this.due.poll(); next != null; next = this.due.poll()) {
			next.run();
		}
	}

	/** Lets time pass. */
	void putForward(Duration time) {
		this.ahead += time.toNanos();
	}

	@Override
	public void execute(Runnable task) {
		this.due.add(task);
	}

	/** Nothing takes so long here that it would be waited for. */
	@Override
	public Timer schedule(Duration delay, Runnable task) {
		return () -> {
		};
	}

	@Override
	public Ticker ticker() {
		return this.ticker;
	}

	@Override
	public EventLoop loop() {
		return this;
	}

	@Override
	public Candidate candidate() {
		return this.candidate;
	}

	@Override
	public Timings timings() {
		return this.timings;
	}

	/** Always watchful, and for long. */
	@Override
	public StepContext moment(Role role) {
		long now = this.ticker.monotonicNanos();
		return new StepContext(now, SESSION, this.rules, now - 2 * this.rules.lockDelay(), true);
	}

	@Override
	public Sequence sequence() {
		return this.sequence;
	}

	@Override
	public RoleTransactions writes() {
		return this.writes;
	}

	@Override
	public void send(TransactionBatcher.Write write) {
		this.outbox.add(write);
	}

	@Override
	public List<String> successors(Role role) {
		return List.of(OTHER);
	}

	@Override
	public void lookForSuccessors(Runnable then) {
		then.run();
	}

	@Override
	public void findCandidate(Role role, String instance, Consumer<String> found, Consumer<HandOver> otherwise) {
		otherwise.accept(HandOver.UNKNOWN_INSTANCE);
	}

	@Override
	public boolean isCampaigning() {
		return true;
	}

	@Override
	public boolean isInformed() {
		return true;
	}

	@Override
	public void look() {
		// What is seen next is told by the warm-up.
	}

	@Override
	public void lull() {
		// Nobody is in a hurry.
	}

	@Override
	public void suspectSession() {
		// There is none.
	}

	@Override
	public void sessionGone(String session, String why) {
		// There is none.
	}

	@Override
	public void changed() {
		// Nobody waits for it.
	}

	@Override
	public void logTransition(String text) {
		// It is not true of any role.
	}

	@Override
	public void exit() {
		// Nothing gets stuck, and nothing real must end.
	}

}

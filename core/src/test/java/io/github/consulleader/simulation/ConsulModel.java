package io.github.consulleader.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import java.util.function.Supplier;

import io.github.consulleader.consul.Ack;
import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.Answer.FailedOp;
import io.github.consulleader.consul.Entry;
import io.github.consulleader.consul.Listing;
import io.github.consulleader.consul.Operation;
import io.github.consulleader.consul.Refusal;
import io.github.consulleader.consul.SessionSpec;
import org.jspecify.annotations.Nullable;

/**
 * The Consul servers of one datacenter, as the contract tests show them. Requests arrive
 * here after the network; what is refused before the Raft log is refused on arrival, the
 * rest when its entry is applied.
 */
public final class ConsulModel {

	private static final int MOST_OPERATIONS = 64;

	private final LockDelays delays;

	private final SessionTimers timers;

	private final SessionStore sessions;

	private final Watches watches;

	private final RaftLog log;

	private final Leader leader;

	private final VirtualTime time;

	private final Faults faults;

	private ServerState state = new ServerState();

	private Runnable onChange = () -> {
	};

	private @Nullable DeposedLeader deposed;

	/**
	 * Starts servers that have a leader and no keys.
	 * @param time the time line
	 * @param faults what goes wrong
	 */
	public ConsulModel(VirtualTime time, Faults faults) {
		this.time = time;
		this.faults = faults;
		this.delays = new LockDelays(time);
		this.log = new RaftLog(time, faults);
		this.leader = new Leader(time, faults.dice());
		this.timers = new SessionTimers(time, faults, (session) -> endSession(session.id()));
		this.sessions = new SessionStore(this.delays, this.timers);
		this.watches = new Watches(time, faults);
	}

	VirtualTime time() {
		return this.time;
	}

	Faults faults() {
		return this.faults;
	}

	/** Looks at the truth, which no client can. */
	ServerState state() {
		return this.state;
	}

	/** Tells somebody after each write that was applied. */
	void onChange(Runnable listener) {
		this.onChange = listener;
	}

	LockDelays lockDelays() {
		return this.delays;
	}

	long index() {
		return this.log.index();
	}

	void transact(List<Operation> operations, Consumer<Answer<List<Entry>>> reply) {
		if (operations.size() > MOST_OPERATIONS) {
			reply.accept(new Answer.Refused<>(Refusal.INVALID,
					"Transaction contains too many operations (" + operations.size() + " > " + MOST_OPERATIONS + ")"));
			return;
		}
		this.leader.carryOut(() -> {
			List<FailedOp> closed = this.delays.refused(operations);
			if (!closed.isEmpty()) {
				reply.accept(Transactions.refused(closed));
			}
			else if (operations.stream().noneMatch(Transactions::writes)) {
				reply.accept(Transactions.apply(operations, this.state, this.log.index()));
			}
			else {
				write(reply, (index) -> Transactions.apply(operations, this.state, index));
			}
		}, () -> leaderless(reply));
	}

	void list(String prefix, Consumer<Answer<Listing>> reply) {
		this.leader.carryOut(() -> reply.accept(new Answer.Done<>(listing(prefix))), () -> leaderless(reply));
	}

	Listing listing(String prefix) {
		return this.state.keys().list(prefix);
	}

	void watch(Supplier<Listing> view, long index, Duration wait, Consumer<Answer<Listing>> reply) {
		this.leader.carryOut(() -> this.watches.add(view, index, wait, false, reply), () -> leaderless(reply));
	}

	/**
	 * An old leader that is asked needs no other; it may answer early, as it often does
	 * then.
	 */
	void watchDeposed(Supplier<Listing> view, long index, Duration wait, Consumer<Answer<Listing>> reply) {
		this.watches.add(view, index, wait, this.faults.dice().chance(0.8), reply);
	}

	void createSession(String node, SessionSpec spec, Consumer<Answer<String>> reply) {
		Answer<String> malformed = SessionStore.malformed(spec);
		if (malformed != null) {
			reply.accept(malformed);
			return;
		}
		String id = this.faults.dice().uuid().toString();
		this.leader.carryOut(() -> write(reply, (index) -> this.sessions.create(this.state, id, node, spec)),
				() -> leaderless(reply));
	}

	void renewSession(String id, Consumer<Answer<Duration>> reply) {
		this.leader.carryOut(() -> {
			SessionRecord session = this.state.sessions().get(id);
			if (session != null) {
				this.timers.touch(session);
			}
			reply.accept(DeposedLeader.renewed(session, id));
		}, () -> leaderless(reply));
	}

	void hasSession(String id, Consumer<Answer<Boolean>> reply) {
		this.leader.carryOut(() -> reply.accept(new Answer.Done<>(this.state.sessions().containsKey(id))),
				() -> leaderless(reply));
	}

	void destroySession(String id, Consumer<Answer<Ack>> reply) {
		this.leader.carryOut(() -> write(reply, (index) -> {
			this.sessions.destroy(this.state, id, index);
			return new Answer.Done<>(Ack.OK);
		}), () -> leaderless(reply));
	}

	/** An agent tells all its checks. */
	void updateChecks(String node, Map<String, Boolean> checks, Consumer<Answer<Ack>> reply) {
		this.leader.carryOut(() -> write(reply, (index) -> {
			this.sessions.update(this.state, node, checks, index);
			return new Answer.Done<>(Ack.OK);
		}), () -> leaderless(reply));
	}

	/** Gossip has noticed that a node is gone or back. */
	void gossip(String node, boolean alive) {
		if (this.leader.isPresent()) {
			change((index) -> this.sessions.gossip(this.state, node, alive, index));
		}
	}

	/** Does what an operator does, at a well connected agent. */
	void operate(ServerChange change) {
		if (this.leader.isPresent()) {
			change((index) -> change.apply(this.state, this.sessions, index));
		}
	}

	/**
	 * Puts an older state in place of the present one; indexes of keys go back. Watches
	 * return with what they have seen last: nobody learns of a restore from them.
	 */
	void restore(ServerState snapshot) {
		restore(snapshot, () -> true);
	}

	/** The same, if a condition holds when what was written before has been applied. */
	void restore(ServerState snapshot, BooleanSupplier condition) {
		if (this.leader.isPresent()) {
			change((index) -> {
				if (condition.getAsBoolean()) {
					this.watches.wakeAll();
					this.state = snapshot.copy();
					startTimers();
				}
			});
		}
	}

	/**
	 * Loses the leader. What is in flight becomes doubtful, agents that still follow the
	 * old one are told what was true until now.
	 */
	void loseLeader(Duration staleFor) {
		this.deposed = new DeposedLeader(this.state.copy(), staleFor, this.time, this.faults);
		this.leader.lose();
		this.timers.stop();
		this.log.stop();
		this.watches.failSome();
	}

	/**
	 * Lets the log stall for a while: what comes in meanwhile is applied afterwards, in
	 * order.
	 */
	void stall(Duration duration) {
		this.log.stall(duration.toNanos());
	}

	/**
	 * Elects another leader; one that was restored from a snapshot knows no lock-delay.
	 */
	void electLeader(boolean forgetsLockDelays) {
		if (forgetsLockDelays) {
			this.delays.forget();
		}
		this.log.resume();
		startTimers();
		this.leader.win();
	}

	/** The leader before this one, as long as it believes to be the leader still. */
	@Nullable DeposedLeader deposed() {
		DeposedLeader old = this.deposed;
		return (old != null && old.rules()) ? old : null;
	}

	private void startTimers() {
		this.timers.stop();
		this.state.sessions().values().forEach(this.timers::touch);
	}

	private void endSession(String id) {
		change((index) -> this.sessions.destroy(this.state, id, index));
	}

	/** Writes what no client asked for. */
	private void change(LongConsumer apply) {
		write((Answer<Ack> answer) -> {
		}, (index) -> {
			apply.accept(index);
			return new Answer.Done<>(Ack.OK);
		});
	}

	private <T> void write(Consumer<Answer<T>> reply, LongFunction<Answer<T>> apply) {
		this.log.append((index) -> {
			Answer<T> answer = apply.apply(index);
			this.watches.look();
			this.onChange.run();
			reply.accept(answer);
		}, () -> reply.accept(new Answer.Unknown<>("leadership lost while committing log")));
	}

	private static <T> void leaderless(Consumer<Answer<T>> reply) {
		reply.accept(new Answer.Unknown<>("No cluster leader"));
	}

	/** A change of the servers' state that no client asked for. */
	@FunctionalInterface
	interface ServerChange {

		void apply(ServerState state, SessionStore sessions, long index);

	}

}

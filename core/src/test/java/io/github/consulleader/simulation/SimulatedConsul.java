package io.github.consulleader.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.github.consulleader.consul.Ack;
import io.github.consulleader.consul.AgentInfo;
import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.Answer.FailedOp;
import io.github.consulleader.consul.CheckRegistration;
import io.github.consulleader.consul.Consistency;
import io.github.consulleader.consul.Consul;
import io.github.consulleader.consul.Entry;
import io.github.consulleader.consul.Listing;
import io.github.consulleader.consul.Operation;
import io.github.consulleader.consul.Refusal;
import io.github.consulleader.consul.SessionSpec;
import io.github.consulleader.time.EventLoop;
import org.jspecify.annotations.Nullable;

/**
 * The port to Consul as one simulated process has it: through the wire to its agent and
 * the agent's wire to the servers. Answers arrive, and time-outs are counted, on the
 * process's own clock, so neither happens while it is stopped.
 */
public final class SimulatedConsul implements Consul {

	private static final String DENIED = "Permission denied";

	private final VirtualProcess process;

	private final SimulatedAgent agent;

	private final ConsulModel model;

	private final Link wire;

	private final Duration requestTimeout;

	private boolean denied;

	private long newestSeen;

	private @Nullable Trap trap;

	private final WriteTraps writeTraps;

	private @Nullable Answer<?> confirmation;

	private final Set<String> sessions = new HashSet<>();

	private final Set<String> checks = new HashSet<>();

	/**
	 * Whether the client of the request that arrives just now has stopped waiting for it.
	 */
	private boolean givenUp;

	private Consumer<String> onDestroy = (session) -> {
	};

	private Consumer<List<Operation>> onTransact = (operations) -> {
	};

	/**
	 * Connects a process.
	 * @param process who asks
	 * @param agent whom it asks
	 * @param model the servers behind
	 * @param requestTimeout how long it waits
	 */
	public SimulatedConsul(VirtualProcess process, SimulatedAgent agent, ConsulModel model, Duration requestTimeout) {
		this.process = process;
		this.agent = agent;
		this.model = model;
		this.requestTimeout = requestTimeout;
		this.wire = new Link(model.time(), model.faults());
		this.writeTraps = new WriteTraps(model.time());
	}

	/** Shows somebody each transaction before it is sent. */
	void onTransact(Consumer<List<Operation>> listener) {
		this.onTransact = listener;
	}

	/** Tells somebody which session is about to be destroyed. */
	void onDestroy(Consumer<String> listener) {
		this.onDestroy = listener;
	}

	/** The newest index at which this process was shown the roles, 0 if it never was. */
	long newestSeen() {
		return this.newestSeen;
	}

	private CompletableFuture<Answer<Listing>> noted(String prefix, CompletableFuture<Answer<Listing>> asked) {
		CompletableFuture<Void> unused = asked.thenAccept((answer) -> {
			if (prefix.endsWith("/roles/") && answer instanceof Answer.Done<Listing> done) {
				this.newestSeen = Math.max(this.newestSeen, done.value().index());
			}
		});
		return asked;
	}

	/** What it has left until now is not counted. */
	void forgive() {
		this.sessions.clear();
		this.checks.clear();
	}

	/** What happens to its next writes by decision. */
	WriteTraps writeTraps() {
		return this.writeTraps;
	}

	/**
	 * Sessions that this client knows of and the servers still have, and its checks at
	 * the agent. What came of a request that it had given up runs out by itself.
	 */
	List<String> leftovers() {
		List<String> left = new ArrayList<>(this.sessions);
		left.removeIf((session) -> !this.model.state().sessions().containsKey(session)
				&& this.model.state().keys().get("leader/fleet/candidates/" + session) == null);
		this.checks.stream().filter(this.agent::hasCheck).forEach(left::add);
		return left;
	}

	/** The wire to the agent. */
	Link wire() {
		return this.wire;
	}

	/** Nothing of what was prepared happens any more. */
	void calm() {
		this.trap = null;
		this.writeTraps.calm();
		this.wire.slow(0);
	}

	/** Takes the token's rights away, or gives them back. */
	void deny(boolean value) {
		this.denied = value;
	}

	/**
	 * The next confirmation is the last for a while: right after the servers have given
	 * it something happens there, and its answer takes almost too long.
	 */
	void trapNextConfirmation(Duration late, Runnable meanwhile) {
		this.trap = new Trap(late, meanwhile);
	}

	@Override
	public CompletableFuture<Answer<AgentInfo>> self() {
		return atAgent((reply) -> reply.accept(new Answer.Done<>(new AgentInfo(this.agent.node(), "dc1", "1.8.7"))));
	}

	@Override
	public CompletableFuture<Answer<Ack>> register(CheckRegistration registration) {
		return atAgent((reply) -> {
			if (this.givenUp) {
				this.checks.remove(registration.checkId());
			}
			else {
				this.checks.add(registration.checkId());
			}
			this.agent.register(registration, reply);
		});
	}

	@Override
	public CompletableFuture<Answer<Ack>> pass(String checkId) {
		return atAgent((reply) -> this.agent.pass(checkId, reply));
	}

	@Override
	public CompletableFuture<Answer<Ack>> deregister(String serviceId) {
		return atAgent((reply) -> this.agent.deregister(serviceId, reply));
	}

	@Override
	public CompletableFuture<Answer<String>> createSession(SessionSpec spec) {
		CompletableFuture<Answer<String>> asked = atServers(refusable(
				(reply) -> this.agent.forward((to) -> this.model.createSession(this.agent.node(), spec, to), reply)));
		CompletableFuture<Void> unused = asked.thenAccept((answer) -> {
			if (answer instanceof Answer.Done<String> made) {
				this.sessions.add(made.value());
			}
		});
		return asked;
	}

	@Override
	public CompletableFuture<Answer<Duration>> renewSession(String sessionId) {
		return atServers(refusable((reply) -> {
			DeposedLeader old = this.agent.deposed();
			if (old != null) {
				old.renewSession(sessionId, reply);
			}
			else {
				this.model.renewSession(sessionId, reply);
			}
		}));
	}

	@Override
	public CompletableFuture<Answer<Boolean>> hasSession(String sessionId) {
		return atServers(refusable((reply) -> this.agent.forward((to) -> this.model.hasSession(sessionId, to), reply)));
	}

	@Override
	public CompletableFuture<Answer<Ack>> destroySession(String sessionId) {
		this.onDestroy.accept(sessionId);
		return atServers(
				refusable((reply) -> this.agent.forward((to) -> this.model.destroySession(sessionId, to), reply)));
	}

	@Override
	public CompletableFuture<Answer<List<Entry>>> transact(List<Operation> operations) {
		List<Operation> sent = List.copyOf(operations);
		this.onTransact.accept(sent);
		long answerLate = this.writeTraps.spring(sent);
		long late = Math.max(this.writeTraps.lateness(sent), this.model.faults().lateness());
		return ask(this.requestTimeout, (answer) -> this.<List<Entry>>overServers(late, (reply) -> {
			if (late > this.requestTimeout.toNanos()) {
				this.writeTraps.arrivesLate();
			}
			if (this.denied) {
				List<FailedOp> failed = new ArrayList<>();
				for (int i = 0; i < sent.size(); i++) {
					failed.add(new FailedOp(i, Refusal.DENIED, DENIED));
				}
				reply.accept(new Answer.Refused<>(Refusal.DENIED, DENIED, failed));
			}
			else {
				this.agent.forward((to) -> this.model.transact(sent, to), reply);
			}
		}, (told) -> afterwards(answerLate, () -> answer.accept(told))));
	}

	private void afterwards(long nanos, Runnable action) {
		if (nanos > 0) {
			this.model.time().after(nanos, action);
		}
		else {
			action.run();
		}
	}

	@Override
	public CompletableFuture<Answer<Listing>> list(String prefix, Consistency consistency) {
		if (consistency == Consistency.QUORUM) {
			return noted(prefix,
					atServers((reply) -> this.agent.forward((to) -> this.model.list(prefix, to), visible((answer) -> {
						this.confirmation = answer;
						reply.accept(answer);
					}))));
		}
		return noted(prefix, atServers((reply) -> {
			DeposedLeader old = this.agent.deposed();
			if (old != null) {
				visible(reply).accept(new Answer.Done<>(old.listing(prefix)));
			}
			else {
				this.model.list(prefix, visible(reply));
			}
		}));
	}

	@Override
	public CompletableFuture<Answer<Listing>> watch(String prefix, long index, Duration wait) {
		Duration limit = wait.plus(wait.dividedBy(16)).plus(this.requestTimeout);
		return noted(prefix, ask(limit, (reply) -> overServers((back) -> {
			if (this.agent.deposed() != null) {
				this.model.watchDeposed(() -> believed(prefix), index, wait, visible(back));
			}
			else {
				this.model.watch(() -> believed(prefix), index, wait, visible(back));
			}
		}, reply)));
	}

	/** What the server believes that the agent follows. */
	private Listing believed(String prefix) {
		DeposedLeader old = this.agent.deposed();
		return (old != null) ? old.listing(prefix) : this.model.listing(prefix);
	}

	private <T> CompletableFuture<Answer<T>> atAgent(Consumer<Consumer<Answer<T>>> call) {
		return ask(this.requestTimeout, refusable(call));
	}

	private <T> CompletableFuture<Answer<T>> atServers(Consumer<Consumer<Answer<T>>> call) {
		return ask(this.requestTimeout, (reply) -> overServers(call, reply));
	}

	private <T> void overServers(Consumer<Consumer<Answer<T>>> call, Consumer<Answer<T>> reply) {
		overServers(this.model.faults().lateness(), call, reply);
	}

	private <T> void overServers(long late, Consumer<Consumer<Answer<T>>> call, Consumer<Answer<T>> reply) {
		Link servers = this.agent.servers();
		servers.cross(late, () -> call.accept((answer) -> servers.cross(0, () -> reply.accept(answer))));
	}

	/** A token without rights is refused; a read of keys is not, it merely shows none. */
	private <T> Consumer<Consumer<Answer<T>>> refusable(Consumer<Consumer<Answer<T>>> call) {
		return (reply) -> {
			if (this.denied) {
				reply.accept(new Answer.Refused<>(Refusal.DENIED, DENIED));
			}
			else {
				call.accept(reply);
			}
		};
	}

	private Consumer<Answer<Listing>> visible(Consumer<Answer<Listing>> reply) {
		return (answer) -> reply.accept((this.denied && answer instanceof Answer.Done<Listing> done)
				? new Answer.Done<>(new Listing(List.of(), done.value().index())) : answer);
	}

	private <T> CompletableFuture<Answer<T>> ask(Duration limit, Consumer<Consumer<Answer<T>>> call) {
		CompletableFuture<Answer<T>> future = new CompletableFuture<>();
		EventLoop arrivals = this.process.network();
		EventLoop.Timer timeout = arrivals.schedule(limit,
				() -> future.complete(new Answer.Unknown<>("no answer within " + limit.toMillis() + " ms")));
		Consumer<Answer<T>> answered = (answer) -> arrivals.execute(() -> {
			timeout.cancel();
			future.complete(answer);
		});
		Faults faults = this.model.faults();
		if (faults.isBusy()) {
			answered.accept(new Answer.Refused<>(Refusal.BUSY, "rate limit exceeded, try again later"));
		}
		else if (!faults.losesRequest()) {
			this.wire.cross(0, () -> {
				this.givenUp = future.isDone();
				atAgent(call, answered);
			});
		}
		return future;
	}

	private <T> void atAgent(Consumer<Consumer<Answer<T>>> call, Consumer<Answer<T>> answered) {
		if (!this.agent.isUp()) {
			answered.accept(new Answer.Unknown<>("Connection refused"));
			return;
		}
		call.accept((answer) -> {
			Trap set = this.trap;
			if (set != null && answer == this.confirmation && answer instanceof Answer.Done) {
				this.trap = null;
				set.meanwhile.run();
				this.model.time().after(set.late.toNanos(), () -> answered.accept(answer));
			}
			else if (!this.model.faults().losesReply()) {
				this.wire.cross(0, () -> answered.accept(answer));
			}
		});
	}

	private record Trap(Duration late, Runnable meanwhile) {
	}

}

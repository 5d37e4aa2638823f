package io.github.consulleader.simulation;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.github.consulleader.consul.Ack;
import io.github.consulleader.consul.AgentInfo;
import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.CheckRegistration;
import io.github.consulleader.consul.Consistency;
import io.github.consulleader.consul.Consul;
import io.github.consulleader.consul.Entry;
import io.github.consulleader.consul.Listing;
import io.github.consulleader.consul.Operation;
import io.github.consulleader.consul.SessionSpec;

/**
 * The port to Consul as one simulated process has it: what each request is, and who
 * answers it.
 */
public final class SimulatedConsul implements Consul {

	private final SimulatedAgent agent;

	private final ConsulModel model;

	private final Duration requestTimeout;

	private final RoundTrips roundTrips;

	private final Rights rights = new Rights();

	private final Belongings belongings;

	private final WriteTraps writeTraps;

	private long newestSeen;

	private long quorumReads;

	private long rolesWatched;

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
		this.agent = agent;
		this.model = model;
		this.requestTimeout = requestTimeout;
		this.roundTrips = new RoundTrips(process, agent, model, requestTimeout);
		this.belongings = new Belongings(agent, model);
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

	/** How often this process has asked a quorum. */
	long quorumReads() {
		return this.quorumReads;
	}

	/** How often a watch on roles has told this process something. */
	long rolesWatched() {
		return this.rolesWatched;
	}

	private CompletableFuture<Answer<Listing>> noted(String prefix, CompletableFuture<Answer<Listing>> asked) {
		CompletableFuture<Void> unused = asked.thenAccept((answer) -> {
			if (prefix.endsWith("/roles/") && answer instanceof Answer.Done<Listing> done) {
				this.newestSeen = Math.max(this.newestSeen, done.value().index());
			}
		});
		return asked;
	}

	/** What it has to take away again. */
	Belongings belongings() {
		return this.belongings;
	}

	/** What happens to its next writes by decision. */
	WriteTraps writeTraps() {
		return this.writeTraps;
	}

	/** What its token may do. */
	Rights rights() {
		return this.rights;
	}

	/** How its requests travel. */
	RoundTrips roundTrips() {
		return this.roundTrips;
	}

	/** The wire to the agent. */
	Link wire() {
		return this.roundTrips.wire();
	}

	/** Nothing of what was prepared happens any more. */
	void calm() {
		this.writeTraps.calm();
		this.roundTrips.calm();
	}

	@Override
	public CompletableFuture<Answer<AgentInfo>> self() {
		return this.roundTrips.withAgent(this.rights
			.refusable((reply) -> reply.accept(new Answer.Done<>(new AgentInfo(this.agent.node(), "dc1", "1.8.7")))));
	}

	@Override
	public CompletableFuture<Answer<Ack>> register(CheckRegistration registration) {
		return this.roundTrips.withAgent(this.rights.refusable((reply) -> {
			this.belongings.check(registration.checkId(), this.roundTrips.isGivenUp());
			this.agent.register(registration, reply);
		}));
	}

	@Override
	public CompletableFuture<Answer<Ack>> pass(String checkId) {
		return this.roundTrips.withAgent(this.rights.refusable((reply) -> this.agent.pass(checkId, reply)));
	}

	@Override
	public CompletableFuture<Answer<Ack>> deregister(String serviceId) {
		return this.roundTrips.withAgent(this.rights.refusable((reply) -> this.agent.deregister(serviceId, reply)));
	}

	@Override
	public CompletableFuture<Answer<String>> createSession(SessionSpec spec) {
		CompletableFuture<Answer<String>> asked = this.roundTrips.withServers(this.rights.refusable(
				(reply) -> this.agent.forward((to) -> this.model.createSession(this.agent.node(), spec, to), reply)));
		CompletableFuture<Void> unused = asked.thenAccept((answer) -> {
			if (answer instanceof Answer.Done<String> made) {
				this.belongings.session(made.value());
			}
		});
		return asked;
	}

	@Override
	public CompletableFuture<Answer<Duration>> renewSession(String sessionId) {
		return this.roundTrips.withServers(this.rights.refusable((reply) -> {
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
		return this.roundTrips.withServers(this.rights
			.refusable((reply) -> this.agent.forward((to) -> this.model.hasSession(sessionId, to), reply)));
	}

	@Override
	public CompletableFuture<Answer<Ack>> destroySession(String sessionId) {
		this.onDestroy.accept(sessionId);
		return this.roundTrips.withServers(this.rights
			.refusable((reply) -> this.agent.forward((to) -> this.model.destroySession(sessionId, to), reply)));
	}

	@Override
	public CompletableFuture<Answer<List<Entry>>> transact(List<Operation> operations) {
		List<Operation> sent = List.copyOf(operations);
		this.onTransact.accept(sent);
		if (sent.stream().noneMatch(Operation::writes)) {
			return confirm(sent);
		}
		long answerLate = this.writeTraps.spring(sent);
		long late = Math.max(this.writeTraps.lateness(sent), this.model.faults().lateness());
		Consumer<Consumer<Answer<List<Entry>>>> write = this.rights.refusable(sent.size(),
				(reply) -> this.agent.forward((to) -> this.model.transact(sent, to), reply));
		return this.roundTrips.withServers(late, answerLate, (reply) -> {
			if (late > this.requestTimeout.toNanos()) {
				this.writeTraps.arrivesLate();
			}
			write.accept(reply);
		});
	}

	/** Looks at guards alone, as a quorum has them. */
	private CompletableFuture<Answer<List<Entry>>> confirm(List<Operation> guards) {
		Consumer<Consumer<Answer<List<Entry>>>> look = this.rights.refusable(guards.size(),
				(reply) -> this.agent.forward((to) -> this.model.transact(guards, to), reply));
		return this.roundTrips.withServers((reply) -> look.accept((answer) -> {
			this.roundTrips.confirmedBy(answer);
			reply.accept(answer);
		}));
	}

	@Override
	public CompletableFuture<Answer<Listing>> list(String prefix, Consistency consistency) {
		if (consistency == Consistency.QUORUM) {
			this.quorumReads++;
			return noted(prefix, this.roundTrips.withServers(
					(reply) -> this.agent.forward((to) -> this.model.list(prefix, to), this.rights.visible((answer) -> {
						this.roundTrips.confirmedBy(answer);
						reply.accept(answer);
					}))));
		}
		return noted(prefix, this.roundTrips.withServers((reply) -> {
			DeposedLeader old = this.agent.deposed();
			if (old != null) {
				this.rights.visible(reply).accept(new Answer.Done<>(old.listing(prefix)));
			}
			else {
				this.model.list(prefix, this.rights.visible(reply));
			}
		}));
	}

	@Override
	public CompletableFuture<Answer<Listing>> watch(String prefix, long index, Duration wait) {
		Duration limit = wait.plus(wait.dividedBy(16)).plus(this.requestTimeout);
		CompletableFuture<Answer<Listing>> asked = this.roundTrips.withServers(limit, (reply) -> {
			Consumer<Answer<Listing>> back = this.rights.visible(reply);
			if (this.agent.deposed() != null) {
				this.model.watchDeposed(() -> believed(prefix), index, wait, back);
			}
			else {
				this.model.watch(() -> believed(prefix), index, wait, back);
			}
		});
		CompletableFuture<Void> unused = asked.thenRun(() -> this.rolesWatched += prefix.endsWith("/roles/") ? 1 : 0);
		return noted(prefix, asked);
	}

	/** What the server believes that the agent follows. */
	private Listing believed(String prefix) {
		DeposedLeader old = this.agent.deposed();
		return (old != null) ? old.listing(prefix) : this.model.listing(prefix);
	}

}

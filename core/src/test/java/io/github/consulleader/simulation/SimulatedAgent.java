package io.github.consulleader.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

import io.github.consulleader.consul.Ack;
import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.CheckRegistration;
import io.github.consulleader.consul.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * The Consul agent of one node: owns the TTL checks that were registered with it, and
 * alone enforces them. What it knows reaches the servers when it can.
 */
public final class SimulatedAgent {

	private static final long RETRY = Duration.ofSeconds(1).toNanos();

	private static final long RECONCILE = Duration.ofMinutes(1).toNanos();

	private static final long FIRST_SYNC = Duration.ofSeconds(2).toNanos();

	private final Map<String, TtlCheck> checks = new TreeMap<>();

	private final List<Runnable> awaitSync = new ArrayList<>();

	private final String node;

	private final ConsulModel model;

	private final Link servers;

	private final VirtualTime time;

	private VirtualTime.@Nullable Event gossip;

	private long changes = 1;

	private long delivered;

	private long synced;

	private boolean up = true;

	private boolean followsStale;

	/**
	 * Starts an agent and lets it join.
	 * @param node its node's name
	 * @param model the servers
	 */
	public SimulatedAgent(String node, ConsulModel model) {
		this.node = node;
		this.model = model;
		this.time = model.time();
		this.servers = new Link(this.time, model.faults());
		model.operate((state, sessions, index) -> sessions.gossip(state, node, true, index));
		this.time.after(RECONCILE, this::reconcile);
	}

	/**
	 * Now and then agent and servers put right what a restore or a lost leader left
	 * wrong.
	 */
	private void reconcile() {
		if (this.up && !this.servers.isCut()) {
			if (!Boolean.TRUE.equals(this.model.state().check(this.node, ServerState.GOSSIP))) {
				this.model.gossip(this.node, true);
			}
			if (!this.model.state().knows(this.node, states())) {
				joinAgain();
			}
		}
		this.time.after(RECONCILE, this::reconcile);
	}

	private Map<String, Boolean> states() {
		Map<String, Boolean> states = new TreeMap<>();
		this.checks.forEach((id, check) -> states.put(id, check.isPassing()));
		return states;
	}

	String node() {
		return this.node;
	}

	Link servers() {
		return this.servers;
	}

	boolean isUp() {
		return this.up;
	}

	boolean hasCheck(String checkId) {
		return this.checks.containsKey(checkId);
	}

	/** The old leader that it still follows, if there is one. */
	@Nullable DeposedLeader deposed() {
		return this.followsStale ? this.model.deposed() : null;
	}

	/** Hands a request to the server that it believes to lead. */
	<T> void forward(Consumer<Consumer<Answer<T>>> request, Consumer<Answer<T>> reply) {
		DeposedLeader old = deposed();
		if (old != null) {
			old.pass(request, reply);
		}
		else {
			request.accept(reply);
		}
	}

	/** Whether it stays with a deposed leader for as long as that answers. */
	void followStale(boolean value) {
		this.followsStale = value;
	}

	/** Cuts it off from the servers: gossip notices after some seconds. */
	void cut() {
		this.servers.cut();
		missed();
	}

	void heal() {
		this.servers.heal();
		returned();
	}

	/** Kills it. */
	void stop() {
		this.up = false;
		this.checks.values().forEach(TtlCheck::pause);
		missed();
	}

	/**
	 * Starts it again: with its checks as far as they are not too old, or without any.
	 */
	void start(boolean forgetsChecks) {
		this.up = true;
		if (forgetsChecks) {
			this.checks.clear();
		}
		this.checks.values().forEach(TtlCheck::restore);
		this.changes++;
		this.time.after(this.model.faults().dice().between(0, FIRST_SYNC), this::sync);
		returned();
	}

	void register(CheckRegistration registration, Consumer<Answer<Ack>> reply) {
		TtlCheck known = this.checks.get(registration.checkId());
		boolean passing = known != null && known.isPassing();
		if (known != null) {
			known.pause();
		}
		TtlCheck check = new TtlCheck(registration, passing, this.time, () -> changed(() -> {
		}), () -> deregister(registration.serviceId(), (answer) -> {
		}));
		this.checks.put(registration.checkId(), check);
		check.restart();
		changed(() -> reply.accept(new Answer.Done<>(Ack.OK)));
	}

	void pass(String checkId, Consumer<Answer<Ack>> reply) {
		TtlCheck check = this.checks.get(checkId);
		if (check == null) {
			reply.accept(new Answer.Refused<>(Refusal.CHECK_MISSING,
					"CheckID \"" + checkId + "\" does not have associated TTL"));
			return;
		}
		boolean was = check.isPassing();
		check.pass();
		if (was && this.synced == this.changes) {
			reply.accept(new Answer.Done<>(Ack.OK));
		}
		else if (was) {
			this.awaitSync.add(() -> reply.accept(new Answer.Done<>(Ack.OK)));
		}
		else {
			changed(() -> reply.accept(new Answer.Done<>(Ack.OK)));
		}
	}

	void deregister(String serviceId, Consumer<Answer<Ack>> reply) {
		boolean removed = this.checks.values().removeIf((check) -> {
			boolean found = check.serviceId().equals(serviceId);
			if (found) {
				check.pause();
			}
			return found;
		});
		if (removed) {
			changed(() -> reply.accept(new Answer.Done<>(Ack.OK)));
		}
		else {
			reply.accept(new Answer.Done<>(Ack.OK));
		}
	}

	/** An operator, or whoever else may, removes all its checks. */
	void loseChecks() {
		this.checks.values().forEach(TtlCheck::pause);
		this.checks.clear();
		changed(() -> {
		});
	}

	/** The next full sync brings a removed node back. */
	void joinAgain() {
		changed(() -> {
		});
	}

	private void changed(Runnable whenSynced) {
		this.changes++;
		this.awaitSync.add(whenSynced);
		sync();
	}

	private void sync() {
		if (!this.up || this.synced == this.changes) {
			return;
		}
		long told = this.changes;
		Map<String, Boolean> states = states();
		this.servers.cross(0, () -> arrived(told, states));
		this.time.after(RETRY, this::sync);
	}

	/**
	 * The agent waits for each answer, so what is older than something that arrived never
	 * comes after it.
	 */
	private void arrived(long told, Map<String, Boolean> states) {
		if (told >= this.delivered) {
			this.delivered = told;
			this.<Ack>forward((reply) -> this.model.updateChecks(this.node, states, reply), (answer) -> {
				if (answer instanceof Answer.Done) {
					this.servers.cross(0, () -> synced(told));
				}
			});
		}
	}

	private void synced(long told) {
		this.synced = Math.max(this.synced, told);
		if (this.synced == this.changes) {
			List<Runnable> waiting = new ArrayList<>(this.awaitSync);
			this.awaitSync.clear();
			waiting.forEach(Runnable::run);
		}
	}

	private void missed() {
		if (this.gossip == null) {
			this.gossip = this.time.after(this.model.faults().gossip(), () -> this.model.gossip(this.node, false));
		}
	}

	private void returned() {
		VirtualTime.Event noticed = this.gossip;
		if (this.up && !this.servers.isCut() && noticed != null) {
			noticed.cancel();
			this.gossip = null;
			this.model.gossip(this.node, true);
		}
	}

}

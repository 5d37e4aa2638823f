package io.github.consulleader.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

import io.github.consulleader.consul.Consul;
import io.github.consulleader.engine.Engine;
import io.github.consulleader.engine.EngineSettings;
import io.github.consulleader.role.Candidate;
import io.github.consulleader.role.Leadership;
import io.github.consulleader.role.Role;
import io.github.consulleader.role.RoleStatus;
import io.github.consulleader.role.Term;
import io.github.consulleader.role.Timings;
import org.jspecify.annotations.Nullable;

/**
 * One place of the fleet, with the real engine in its process.
 */
final class Instance extends Site {

	private static final Duration SLOWEST = Duration.ofSeconds(4);

	private static final long REBOOT = Duration.ofSeconds(3).toNanos();

	private final Map<Role, Term> open = new HashMap<>();

	private final List<Leadership> leaderships = new ArrayList<>();

	private final SimulatedFleet fleet;

	private final Timings timings;

	private final User user;

	private final Set<Integer> leaving = new HashSet<>();

	private @Nullable Term[] known;

	private VirtualProcess process;

	private SimulatedConsul client;

	private Engine engine;

	Instance(String name, SimulatedFleet fleet, Timings timings) {
		super(name, fleet);
		this.fleet = fleet;
		this.timings = timings;
		this.known = new Term[0];
		this.user = new User(this, fleet);
		this.process = newProcess();
		this.client = newClient();
		this.engine = newEngine();
	}

	private VirtualProcess newProcess() {
		return new VirtualProcess(toString(), this.fleet.time(), this.fleet.dice().split(), this::slowness,
				this::failed);
	}

	private SimulatedConsul newClient() {
		SimulatedConsul made = new SimulatedConsul(this.process, agent(), this.fleet.model(),
				this.timings.requestTimeout());
		made.onDestroy((session) -> this.fleet.witness().destroys(this, this.fleet.model().state(), session));
		made.onTransact((operations) -> this.fleet.witness().sent(this, operations));
		return made;
	}

	private Engine newEngine() {
		Timeline timeline = this.fleet.timeline();
		Consul consul = timeline.isOn() ? new RecordingConsul(toString(), this.client, timeline) : this.client;
		Candidate candidate = new Candidate("leader", "fleet", toString(), null);
		EngineSettings settings = new EngineSettings(candidate, this.timings, this.fleet.scenario().whenStuck(),
				this.fleet.scenario().gossipCheck(), null);
		Engine made = new Engine(consul, this.process.loop(), this.process.callbacks(), settings,
				new SplittableRandom(this.fleet.dice().tie()), this::exit);
		List<Role> roles = this.fleet.scenario().roles();
		this.leaderships.clear();
		this.known = new Term[roles.size()];
		for (int i = 0; i < roles.size(); i++) {
			this.leaderships.add(made.join(roles.get(i), this.user.listener(i)));
		}
		made.start();
		return made;
	}

	Timings timings() {
		return this.timings;
	}

	@Override
	SimulatedConsul client() {
		return this.client;
	}

	@Override
	VirtualProcess process() {
		return this.process;
	}

	User user() {
		return this.user;
	}

	Engine engine() {
		return this.engine;
	}

	Map<Role, Term> open() {
		return this.open;
	}

	List<Leadership> leaderships() {
		return this.leaderships;
	}

	Leadership leadership(int role) {
		return this.leaderships.get(role);
	}

	/**
	 * Whether code of the process that runs at this moment would be told that it is
	 * worker.
	 */
	boolean believes(int role) {
		return isRunning() && this.leaderships.get(role).isLeader();
	}

	@Override
	boolean believesAny() {
		for (int i = 0; i < this.leaderships.size(); i++) {
			if (believes(i)) {
				return true;
			}
		}
		return false;
	}

	/** Whether this very term was believed in before. */
	@SuppressWarnings("ReferenceEquality")
	boolean isKnown(int role, Term term) {
		return this.known[role] == term;
	}

	void know(int role, Term term) {
		this.known[role] = term;
	}

	/** Whether its last request failed, so that it relies on nothing it has seen. */
	boolean knowsThatItIsBlind() {
		return this.process.isAlive()
				&& this.engine.status().roles().stream().anyMatch((one) -> one.state() == RoleStatus.State.UNKNOWN);
	}

	boolean isComplete() {
		return this.process.isAlive() && this.leaving.isEmpty();
	}

	/**
	 * Whether its event loop has had the chance to do what was due. Who wakes from sleep
	 * has a monotonic clock that stood still, and notices with the next answer or
	 * time-out.
	 */
	boolean isAwake() {
		return hasBeenAwakeFor(this.timings.confidence());
	}

	void yieldAll() {
		for (Leadership each : this.leaderships) {
			CompletableFuture<Void> unused = each.yieldRole()
				.thenAccept((done) -> this.fleet.timeline().note(this, "*** yielded", each.role(), done));
		}
	}

	/** Leaves a role and takes part in it again later. */
	void withdraw(int role, Duration pause) {
		Engine now = this.engine;
		if (this.leaving.add(role)) {
			CompletableFuture<Void> unused = now.withdraw(this.fleet.scenario().roles().get(role)).thenRun(() -> {
				this.fleet.timeline().note(this, "*** has withdrawn");
				this.fleet.time().after(pause.toNanos(), () -> rejoin(now, role));
			});
		}
	}

	@SuppressWarnings("ReferenceEquality")
	private void rejoin(Engine then, int role) {
		if (then == this.engine) {
			this.leaving.remove(role);
			this.leaderships.set(role,
					this.engine.join(this.fleet.scenario().roles().get(role), this.user.listener(role)));
		}
	}

	@Override
	void crash() {
		this.process.kill();
		this.open.clear();
		this.user.die();
	}

	/** It ends itself because of stuck work; somebody starts it again. */
	private void exit() {
		crash();
		this.fleet.timeline().note(this, "*** exits");
		this.fleet.time().after(REBOOT, this::boot);
	}

	@Override
	void boot() {
		renew();
		this.leaving.clear();
		this.process = newProcess();
		this.client = newClient();
		this.engine = newEngine();
	}

	/**
	 * Stops its engine; what a stop that was not clean leaves behind runs out by itself.
	 */
	@Override
	CompletableFuture<Boolean> stop() {
		SimulatedConsul stopping = this.client;
		return this.engine.stop().whenComplete((clean, failure) -> {
			if (Boolean.TRUE.equals(clean)) {
				this.fleet.witness().stopped(this);
			}
			else {
				stopping.belongings().forgive();
			}
		});
	}

	@Override
	void startAgain() {
		this.engine.start();
	}

	@Override
	void finish() {
		this.user.finish();
	}

	private Duration slowness() {
		Dice dice = this.fleet.dice();
		return dice.chance(this.fleet.slowness()) ? dice.between(Duration.ZERO, SLOWEST)
				: dice.between(Duration.ZERO, Duration.ofMillis(1));
	}

	@Override
	void recover(Throwable error) {
		this.engine.recover(error);
	}

}

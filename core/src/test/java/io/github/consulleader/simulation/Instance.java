package io.github.consulleader.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

import io.github.consulleader.consul.Consul;
import io.github.consulleader.engine.Engine;
import io.github.consulleader.engine.EngineSettings;
import io.github.consulleader.role.Candidate;
import io.github.consulleader.role.Leadership;
import io.github.consulleader.role.LeadershipListener;
import io.github.consulleader.role.Revocation;
import io.github.consulleader.role.Role;
import io.github.consulleader.role.Term;
import io.github.consulleader.role.Timings;
import io.github.consulleader.role.WhenStuck;
import org.jspecify.annotations.Nullable;

/**
 * One place of the fleet: an agent, and the process that runs beside it with the real
 * engine in it. When the process dies another takes its place.
 */
final class Instance {

	private static final Duration SLOWEST = Duration.ofSeconds(4);

	private final Map<Role, Term> open = new HashMap<>();

	private final List<Leadership> leaderships = new ArrayList<>();

	private final String name;

	private final Fleet fleet;

	private final Timings timings;

	private final SimulatedAgent agent;

	private @Nullable Term[] known;

	private VirtualProcess process;

	private SimulatedConsul client;

	private Engine engine;

	private boolean stopped;

	private int incarnation;

	Instance(String name, Fleet fleet, Timings timings) {
		this.name = name;
		this.fleet = fleet;
		this.timings = timings;
		this.agent = new SimulatedAgent("node-" + name, fleet.model());
		this.known = new Term[0];
		this.process = newProcess();
		this.client = new SimulatedConsul(this.process, this.agent, fleet.model(), timings.requestTimeout());
		this.engine = newEngine();
	}

	private VirtualProcess newProcess() {
		return new VirtualProcess(this.name + this.incarnation, this.fleet.time(), this.fleet.dice().split(),
				this::slowness, this::failed);
	}

	private Engine newEngine() {
		Timeline timeline = this.fleet.timeline();
		Consul consul = timeline.isOn() ? new RecordingConsul(toString(), this.client, timeline) : this.client;
		Candidate candidate = new Candidate("leader", "fleet", toString(), null);
		EngineSettings settings = new EngineSettings(candidate, this.timings, WhenStuck.HOLD,
				this.fleet.scenario().gossipCheck(), null);
		Engine made = new Engine(consul, this.process.loop(), this.process.callbacks(), settings,
				new SplittableRandom(this.fleet.dice().tie()), this::crash);
		List<Role> roles = this.fleet.scenario().roles();
		this.leaderships.clear();
		this.known = new Term[roles.size()];
		roles.forEach((role) -> this.leaderships.add(made.join(role, new Listener(this.incarnation))));
		made.start();
		return made;
	}

	Timings timings() {
		return this.timings;
	}

	SimulatedAgent agent() {
		return this.agent;
	}

	SimulatedConsul client() {
		return this.client;
	}

	VirtualProcess process() {
		return this.process;
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
		return this.process.isAlive() && !this.stopped && this.leaderships.get(role).isLeader();
	}

	boolean believesAny() {
		for (int i = 0; i < this.leaderships.size(); i++) {
			if (believes(i)) {
				return true;
			}
		}
		return false;
	}

	/** Whether this very term was believed in before; it is from now on. */
	@SuppressWarnings("ReferenceEquality")
	boolean isKnown(int role, Term term) {
		boolean was = this.known[role] == term;
		this.known[role] = term;
		return was;
	}

	void freeze(boolean value) {
		this.stopped = value;
		this.process.freeze(value);
	}

	void suspend(boolean value) {
		this.stopped = value;
		this.process.suspend(value);
	}

	/** SIGKILL. */
	void crash() {
		this.process.kill();
		this.open.clear();
	}

	/** Starts a new process where the old one was killed. */
	void boot() {
		this.incarnation++;
		this.stopped = false;
		this.process = newProcess();
		this.client = new SimulatedConsul(this.process, this.agent, this.fleet.model(), this.timings.requestTimeout());
		this.engine = newEngine();
	}

	CompletableFuture<Boolean> stop() {
		return this.engine.stop();
	}

	private Duration slowness() {
		Dice dice = this.fleet.dice();
		return dice.chance(this.fleet.slowness()) ? dice.between(Duration.ZERO, SLOWEST)
				: dice.between(Duration.ZERO, Duration.ofMillis(1));
	}

	private void failed(Throwable error) {
		if (error instanceof DeliberateException) {
			this.engine.recover(error);
		}
		else {
			throw new AssertionError(this + " failed", error);
		}
	}

	@Override
	public String toString() {
		return this.name + this.incarnation;
	}

	/** Stands for the user: notes what it is told, and fails now and then. */
	private final class Listener implements LeadershipListener {

		private final int incarnation;

		private Listener(int incarnation) {
			this.incarnation = incarnation;
		}

		@Override
		public void onGranted(Term term) {
			assertCurrent();
			Instance.this.fleet.witness().granted(Instance.this, term);
			failSometimes();
		}

		@Override
		public void onRevoked(Term term, Revocation reason) {
			assertCurrent();
			Instance.this.fleet.witness().revoked(Instance.this, term, reason);
			failSometimes();
		}

		private void assertCurrent() {
			if (this.incarnation != Instance.this.incarnation) {
				throw new IllegalStateException("A dead process was called back");
			}
		}

		private void failSometimes() {
			if (Instance.this.fleet.dice().chance(Instance.this.fleet.slowness() / 2)) {
				throw new DeliberateException();
			}
		}

	}

	/** Thrown to see what becomes of it. */
	static final class DeliberateException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		DeliberateException() {
			super("deliberate", null, false, false);
		}

	}

}

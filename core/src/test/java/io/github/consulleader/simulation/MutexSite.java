package io.github.consulleader.simulation;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.github.consulleader.consul.Consul;
import io.github.consulleader.mutex.VirtualMutexes;
import io.github.consulleader.role.Candidate;
import io.github.consulleader.role.Timings;
import io.github.consulleader.session.SessionPlan;

/**
 * One place where threads contend for mutexes: the process beside its agent has the real
 * mutexes in it.
 */
final class MutexSite extends Site {

	private final MutexFleet fleet;

	private final Timings timings;

	private final List<MutexUser> users;

	private VirtualProcess process;

	private SimulatedConsul client;

	private VirtualMutexes mutexes;

	private CompletableFuture<Boolean> closing = CompletableFuture.completedFuture(true);

	private boolean closed;

	private boolean userFrozen;

	private long userChangedAt = Long.MIN_VALUE / 2;

	MutexSite(String name, MutexFleet fleet, Timings timings) {
		super(name, fleet);
		this.fleet = fleet;
		this.timings = timings;
		this.users = IntStream.range(0, fleet.scenario().users())
			.mapToObj((i) -> new MutexUser(this, fleet, i))
			.toList();
		this.process = newProcess();
		this.client = newClient();
		this.mutexes = newMutexes();
		this.users.forEach(MutexUser::begin);
	}

	private VirtualProcess newProcess() {
		return new VirtualProcess(toString(), this.fleet.time(), this.fleet.dice().split(),
				() -> this.fleet.dice().between(Duration.ZERO, Duration.ofMillis(1)), this::failed);
	}

	private SimulatedConsul newClient() {
		return new SimulatedConsul(this.process, agent(), this.fleet.model(), this.timings.requestTimeout());
	}

	private VirtualMutexes newMutexes() {
		Timeline timeline = this.fleet.timeline();
		Consul consul = timeline.isOn() ? new RecordingConsul(toString(), this.client, timeline) : this.client;
		this.closed = false;
		return new VirtualMutexes(consul, this.process.loop(),
				new SessionPlan("mutex", new Candidate("leader", "fleet", toString(), null),
						this.fleet.dice().uuid().toString(), this.timings, this.fleet.scenario().gossipCheck()),
				this.process.callbacks());
	}

	Timings timings() {
		return this.timings;
	}

	List<MutexUser> users() {
		return this.users;
	}

	VirtualMutexes mutexes() {
		return this.mutexes;
	}

	/** Whether its mutexes may be used. */
	boolean isOpen() {
		return this.process.isAlive() && !this.closed;
	}

	@Override
	VirtualProcess process() {
		return this.process;
	}

	@Override
	SimulatedConsul client() {
		return this.client;
	}

	@Override
	void freezeWork(boolean value) {
		super.freezeWork(value);
		this.userFrozen = value;
		this.userChangedAt = this.fleet.time().now();
	}

	/** Whether it has had so long to tell its users something. */
	boolean couldTell(Duration within) {
		return hasBeenAwakeFor(within) && !this.userFrozen
				&& this.fleet.time().now() > this.userChangedAt + within.toNanos();
	}

	@Override
	boolean believesAny() {
		return this.users.stream().anyMatch(MutexUser::isHolding);
	}

	@Override
	void crash() {
		this.process.kill();
		this.users.forEach(MutexUser::die);
		this.fleet.witness().died(this);
	}

	@Override
	void boot() {
		renew();
		this.userFrozen = false;
		this.process = newProcess();
		this.client = newClient();
		this.mutexes = newMutexes();
		this.users.forEach(MutexUser::begin);
	}

	@Override
	CompletableFuture<Boolean> stop() {
		if (this.closed) {
			return this.closing;
		}
		SimulatedConsul stopping = this.client;
		this.closed = true;
		this.closing = this.mutexes.close().whenComplete((clean, failure) -> {
			if (Boolean.TRUE.equals(clean)) {
				this.fleet.witness().stopped(this);
			}
			else {
				stopping.belongings().forgive();
			}
		});
		return this.closing;
	}

	@Override
	void startAgain() {
		VirtualProcess then = this.process;
		CompletableFuture<Void> unused = this.closing.thenRun(() -> {
			if (then.isAlive() && this.closed) {
				this.mutexes = newMutexes();
				this.users.forEach(MutexUser::begin);
			}
		});
	}

	@Override
	void finish() {
		this.users.forEach(MutexUser::finish);
	}

	@Override
	void recover(Throwable error) {
		this.mutexes.recover(error);
	}

}

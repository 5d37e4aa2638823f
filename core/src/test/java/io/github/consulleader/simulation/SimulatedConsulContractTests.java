package io.github.consulleader.simulation;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import io.github.consulleader.consul.Consul;
import io.github.consulleader.consul.ConsulContract;
import io.github.consulleader.consul.LeaderChangeContract;

import static org.assertj.core.api.Assertions.assertThat;

/** The model keeps the contract that the real Consul keeps. */
class SimulatedConsulContractTests extends ConsulContract implements LeaderChangeContract {

	private static final Duration LONGER_THAN_ANY_ANSWER = Duration.ofMinutes(1);

	private final Dice dice = new Dice(1);

	private final VirtualTime time = new VirtualTime(this.dice.split());

	private final ConsulModel model = new ConsulModel(this.time, new Faults(this.dice.split()));

	private final Consul consul = client("one");

	private final Consul another = client("two");

	private Consul client(String name) {
		VirtualProcess process = new VirtualProcess(name, this.time, this.dice, () -> Duration.ZERO, (error) -> {
			throw new AssertionError(error);
		});
		return new SimulatedConsul(process, new SimulatedAgent("node-" + name, this.model), this.model,
				Duration.ofSeconds(2));
	}

	@Override
	public Consul consul() {
		return this.consul;
	}

	@Override
	public Consul another() {
		return this.another;
	}

	/** Time stands still meanwhile. */
	@Override
	public Executor elsewhere() {
		return Runnable::run;
	}

	@Override
	public boolean repeatable() {
		return true;
	}

	@Override
	public Runnable snapshot() {
		ServerState saved = this.model.state().copy();
		return () -> {
			this.model.restore(saved);
			elapse(Duration.ofMillis(10));
		};
	}

	@Override
	public void removeNode() {
		this.model.operate((state, sessions, index) -> sessions.removeNode(state, "node-one", index));
		elapse(Duration.ofMillis(10));
	}

	@Override
	public void changeLeader() {
		this.model.loseLeader(Duration.ZERO);
		elapse(Duration.ofSeconds(3));
		this.model.electLeader(false);
	}

	@Override
	public void elapse(Duration atLeast) {
		this.time.advance(atLeast);
	}

	@Override
	public <T> T await(CompletableFuture<T> future) {
		assertThat(this.time.advance(LONGER_THAN_ANY_ANSWER, future::isDone)).as("an answer came").isTrue();
		return future.join();
	}

}

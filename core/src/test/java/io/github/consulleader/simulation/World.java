package io.github.consulleader.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.Consistency;
import io.github.consulleader.consul.Entry;
import io.github.consulleader.consul.Operation;
import io.github.consulleader.consul.Refusal;
import io.github.consulleader.consul.SessionSpec;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/**
 * Servers, two processes with an agent each, and the verbs that tests of the model use.
 */
final class World {

	static final Duration TIMEOUT = Duration.ofMillis(700);

	final Dice dice;

	final VirtualTime time;

	final Faults faults;

	final ConsulModel model;

	final List<SimulatedAgent> agents = new ArrayList<>();

	final List<VirtualProcess> processes = new ArrayList<>();

	final List<SimulatedConsul> clients = new ArrayList<>();

	World(long seed) {
		this.dice = new Dice(seed);
		this.time = new VirtualTime(this.dice.split());
		this.faults = new Faults(this.dice.split());
		this.model = new ConsulModel(this.time, this.faults);
		for (String name : List.of("a", "b")) {
			SimulatedAgent agent = new SimulatedAgent("node-" + name, this.model);
			VirtualProcess process = new VirtualProcess(name, this.time, this.dice.split(), () -> Duration.ZERO,
					(error) -> fail("in " + name, error));
			this.agents.add(agent);
			this.processes.add(process);
			this.clients.add(new SimulatedConsul(process, agent, this.model, TIMEOUT));
		}
		pass(1000);
	}

	/** Asks something whose answer does not matter. */
	void begin(CompletableFuture<?> future) {
		assertThat(future).isNotDone();
	}

	SimulatedConsul a() {
		return this.clients.get(0);
	}

	SimulatedConsul b() {
		return this.clients.get(1);
	}

	void pass(long millis) {
		this.time.advance(Duration.ofMillis(millis));
	}

	<T> Answer<T> await(CompletableFuture<Answer<T>> future) {
		assertThat(this.time.advance(Duration.ofMinutes(1), future::isDone)).as("an answer came").isTrue();
		return future.join();
	}

	<T> T done(CompletableFuture<Answer<T>> future) {
		Answer<T> answer = await(future);
		return (answer instanceof Answer.Done<T> done) ? done.value() : fail("not done: " + answer);
	}

	<T> @Nullable Refusal refusal(CompletableFuture<Answer<T>> future) {
		return (await(future) instanceof Answer.Refused<T> refused) ? refused.refusal() : null;
	}

	String session(SimulatedConsul client, Duration lockDelay, String... checks) {
		return done(client.createSession(new SessionSpec("test", Duration.ofSeconds(10), lockDelay, List.of(checks))));
	}

	CompletableFuture<Answer<List<Entry>>> lock(SimulatedConsul client, String key, String session) {
		return client.transact(List.of(new Operation.Lock(key, session, "held", 0)));
	}

	CompletableFuture<Answer<List<Entry>>> set(SimulatedConsul client, String key, String value) {
		return client.transact(List.of(new Operation.Set(key, value, 0)));
	}

	@Nullable String holder(SimulatedConsul client, String key, Consistency consistency) {
		for (Entry entry : done(client.list(key, consistency)).entries()) {
			return entry.session();
		}
		return null;
	}

	@Nullable Entry truth(String key) {
		return this.model.state().keys().get(key);
	}

}

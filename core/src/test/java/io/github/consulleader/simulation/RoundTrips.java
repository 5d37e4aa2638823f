package io.github.consulleader.simulation;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.Refusal;
import io.github.consulleader.time.EventLoop;
import org.jspecify.annotations.Nullable;

/**
 * How requests of one process travel: over the wire to its agent, and where servers must
 * be asked over the agent's wire to them; answers come back the same way. Answers arrive,
 * and time-outs are counted, on the process's own clock, so neither happens while it is
 * stopped.
 */
final class RoundTrips {

	private final VirtualProcess process;

	private final SimulatedAgent agent;

	private final VirtualTime time;

	private final Faults faults;

	private final Link wire;

	private final Duration requestTimeout;

	private boolean givenUp;

	private @Nullable Trap trap;

	private @Nullable Answer<?> confirmation;

	RoundTrips(VirtualProcess process, SimulatedAgent agent, ConsulModel model, Duration requestTimeout) {
		this.process = process;
		this.agent = agent;
		this.time = model.time();
		this.faults = model.faults();
		this.wire = new Link(this.time, this.faults);
		this.requestTimeout = requestTimeout;
	}

	/** The wire to the agent. */
	Link wire() {
		return this.wire;
	}

	/**
	 * Whether the client of the request that arrives just now has stopped waiting for it.
	 */
	boolean isGivenUp() {
		return this.givenUp;
	}

	/**
	 * The next confirmation is the last for a while: right after the servers have given
	 * it something happens there, and its answer takes almost too long.
	 */
	void trapNextConfirmation(Duration late, Runnable meanwhile) {
		this.trap = new Trap(late, meanwhile);
	}

	/** This is an answer that confirms, which is what the trap waits for. */
	void confirmedBy(Answer<?> answer) {
		this.confirmation = answer;
	}

	void calm() {
		this.trap = null;
		this.wire.slow(0);
	}

	<T> CompletableFuture<Answer<T>> withAgent(Consumer<Consumer<Answer<T>>> call) {
		return ask(this.requestTimeout, call);
	}

	<T> CompletableFuture<Answer<T>> withServers(Consumer<Consumer<Answer<T>>> call) {
		return withServers(this.requestTimeout, call);
	}

	<T> CompletableFuture<Answer<T>> withServers(Duration limit, Consumer<Consumer<Answer<T>>> call) {
		return ask(limit, (reply) -> overServers(this.faults.lateness(), call, reply));
	}

	/**
	 * The same, late by decision.
	 * @param late how much later than usual it reaches the servers
	 * @param answerLate how much later than usual the agent has the answer
	 */
	<T> CompletableFuture<Answer<T>> withServers(long late, long answerLate, Consumer<Consumer<Answer<T>>> call) {
		return ask(this.requestTimeout,
				(reply) -> overServers(late, call, (answer) -> afterwards(answerLate, () -> reply.accept(answer))));
	}

	private <T> void overServers(long late, Consumer<Consumer<Answer<T>>> call, Consumer<Answer<T>> reply) {
		Link servers = this.agent.servers();
		servers.cross(late, () -> call.accept((answer) -> servers.cross(0, () -> reply.accept(answer))));
	}

	private void afterwards(long nanos, Runnable action) {
		if (nanos > 0) {
			this.time.after(nanos, action);
		}
		else {
			action.run();
		}
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
		if (this.faults.isBusy()) {
			answered.accept(new Answer.Refused<>(Refusal.BUSY, "rate limit exceeded, try again later"));
		}
		else if (!this.faults.losesRequest()) {
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
				this.time.after(set.late.toNanos(), () -> answered.accept(answer));
			}
			else if (!this.faults.losesReply()) {
				this.wire.cross(0, () -> answered.accept(answer));
			}
		});
	}

	private record Trap(Duration late, Runnable meanwhile) {
	}

}

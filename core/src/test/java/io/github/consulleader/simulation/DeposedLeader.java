package io.github.consulleader.simulation;

import java.time.Duration;
import java.util.function.Consumer;

import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.Listing;
import io.github.consulleader.consul.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * A server that does not know yet that another one leads. It tells what was true when it
 * was cut off or paused; what needs a quorum it cannot do, and either says so or passes
 * it on when it learns better.
 */
final class DeposedLeader {

	private final ServerState state;

	private final long until;

	private final VirtualTime time;

	private final Faults faults;

	DeposedLeader(ServerState state, Duration rules, VirtualTime time, Faults faults) {
		this.state = state;
		this.until = time.now() + rules.toNanos();
		this.time = time;
		this.faults = faults;
	}

	boolean rules() {
		return this.until > this.time.now();
	}

	Listing listing(String prefix) {
		return this.state.keys().list(prefix);
	}

	void renewSession(String id, Consumer<Answer<Duration>> reply) {
		reply.accept(renewed(this.state.sessions().get(id), id));
	}

	<T> void pass(Consumer<Consumer<Answer<T>>> request, Consumer<Answer<T>> reply) {
		if (this.faults.dice().chance(0.5)) {
			reply.accept(new Answer.Unknown<>("leadership lost while committing log"));
		}
		else {
			this.time.at(this.until, () -> request.accept(reply));
		}
	}

	static Answer<Duration> renewed(@Nullable SessionRecord session, String id) {
		return (session != null) ? new Answer.Done<>(session.spec().ttl())
				: new Answer.Refused<>(Refusal.SESSION_GONE, "Session id '" + id + "' not found");
	}

}

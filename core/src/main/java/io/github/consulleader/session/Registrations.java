package io.github.consulleader.session;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.github.consulleader.consul.Ack;
import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.Consul;
import io.github.consulleader.time.EventLoop;

/**
 * Registers the check, and knows whether that is under way: who removes the check waits
 * for the answer, or the one could overtake the other. Event loop only.
 */
final class Registrations {

	private final Consul consul;

	private final LoopRequests requests;

	private final SessionNames names;

	private final Affinity affinity;

	private final List<Runnable> waiting = new ArrayList<>();

	private int underWay;

	private int shownVersion;

	Registrations(Consul consul, EventLoop loop, SessionNames names, Affinity affinity) {
		this.consul = consul;
		this.requests = new LoopRequests(loop);
		this.names = names;
		this.affinity = affinity;
	}

	void register(Consumer<Answer<Ack>> then) {
		int version = this.consul.tokenVersion();
		CompletableFuture<Answer<Ack>> request = this.consul.register(this.names.registration());
		this.underWay++;
		this.affinity.registration();
		this.requests.ask(request, (answer) -> {
			this.underWay--;
			this.affinity.registration();
			if (answer instanceof Answer.Done) {
				this.shownVersion = version;
			}
			try {
				then.accept(answer);
			}
			finally {
				goOn();
			}
		});
	}

	private void goOn() {
		if (this.underWay == 0) {
			List<Runnable> due = List.copyOf(this.waiting);
			this.waiting.clear();
			due.forEach(Runnable::run);
		}
	}

	/** Whether the token is another than the one that registered the check. */
	boolean isOutdated() {
		return this.consul.tokenVersion() != this.shownVersion;
	}

	/** Goes on when none is under way, which is at once or after a request's time-out. */
	void whenQuiet(Runnable then) {
		if (this.underWay == 0) {
			then.run();
		}
		else {
			this.waiting.add(then);
		}
	}

}

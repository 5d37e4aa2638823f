package io.github.consulleader.fleet;

import java.time.Duration;
import java.util.SplittableRandom;

import io.github.consulleader.agent.ConsulAgent;
import io.github.consulleader.fleet.Wire.Mode;

/**
 * Whom it hits.
 *
 * @param fleet the fleet
 * @param victim one of its members
 * @param role one of its roles
 * @param random what is left to chance
 */
record Scene(Fleet fleet, Member victim, String role, SplittableRandom random) {

	/** Lets the fault last for some time. */
	void last(int mostMillis) {
		Threads.pass(Duration.ofMillis(100L + this.random.nextInt(mostMillis)));
	}

	void wire(Mode mode, int mostMillis) {
		this.victim.wire().set(mode);
		last(mostMillis);
		this.victim.wire().set(Mode.WHOLE);
	}

	Member worker() {
		return this.fleet.worker(this.role).orElse(this.victim);
	}

	Tokens tokens() {
		return this.fleet.tokens();
	}

	ConsulAgent agent() {
		return this.fleet.agentOf(this.victim);
	}

}

package io.github.consulleader.engine;

import java.time.Duration;
import java.util.List;

import io.github.consulleader.consul.Consul;
import io.github.consulleader.role.Role;
import io.github.consulleader.time.Backoff;
import io.github.consulleader.time.EventLoop;
import org.jspecify.annotations.Nullable;

/**
 * Who wants which role: tells others of this process, and looks who else is there while
 * that matters. Event loop only.
 */
final class Candidacies {

	private final CandidateKey key;

	private final PrefixWatch watch;

	private final RoleKeys keys;

	private final Codec codec;

	private final Runnable changed;

	private @Nullable String session;

	private Succession succession = Succession.NOBODY;

	private boolean watching;

	private boolean known;

	Candidacies(Consul consul, EventLoop loop, Sequence sequence, RoleKeys keys, Codec codec, CandidateKey key,
			Backoff backoff, Runnable changed) {
		this.key = key;
		this.keys = keys;
		this.codec = codec;
		this.changed = changed;
		this.watch = new PrefixWatch(consul, loop, sequence, keys.candidates(), backoff, () -> Duration.ZERO, this::saw,
				(problem) -> {
				});
	}

	/** What is to be told of this process. */
	void show(@Nullable String inSession, List<String> roles) {
		this.session = inSession;
		this.key.show(inSession, roles);
	}

	/** Whether it matters who else is there. */
	void watch(boolean wanted) {
		if (wanted && !this.watching) {
			this.watching = true;
			this.watch.start();
		}
		else if (!wanted && this.watching) {
			this.watching = false;
			this.known = false;
			this.succession = Succession.NOBODY;
			this.watch.stop();
		}
	}

	/** Whether it is known who else is there. */
	boolean isKnown() {
		return this.known;
	}

	List<String> successors(Role role) {
		return this.succession.of(role);
	}

	private void saw(Sighting sighting) {
		this.known = true;
		this.succession = Succession.of(sighting.listing(), this.keys, this.codec, this.session);
		this.changed.run();
	}

}

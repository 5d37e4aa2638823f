package io.github.consulleader.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.Consistency;
import io.github.consulleader.consul.Consul;
import io.github.consulleader.consul.Listing;
import io.github.consulleader.role.HandOver;
import io.github.consulleader.role.Role;
import io.github.consulleader.time.Backoff;
import io.github.consulleader.time.EventLoop;
import io.github.consulleader.time.Stamp;
import org.jspecify.annotations.Nullable;

/**
 * Who wants which role: tells others of this process, and looks who else is there while
 * that matters. Event loop only.
 */
final class Candidacies {

	/** So long a hand over may wait for the names of those who are to follow. */
	private static final Duration PATIENCE = Duration.ofMillis(100);

	private final Consul consul;

	private final EventLoop loop;

	private final CandidateKey key;

	private final PrefixWatch watch;

	private final RoleKeys keys;

	private final Codec codec;

	private final Runnable changed;

	private @Nullable String session;

	private Succession succession = Succession.NOBODY;

	private boolean watching;

	private boolean known;

	private List<Runnable> waiting = new ArrayList<>();

	private long looks;

	Candidacies(Consul consul, EventLoop loop, Sequence sequence, RoleKeys keys, Codec codec, CandidateKey key,
			Backoff backoff, Runnable changed) {
		this.consul = consul;
		this.loop = loop;
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

	/**
	 * When the others were first told that a session wants a role, or {@code null}.
	 */
	@Nullable Stamp toldAt(@Nullable String inSession, Role role) {
		return this.key.toldAt(inSession, role.name());
	}

	/**
	 * Looks once who is there, and calls back soon, whatever comes of it: what it has
	 * found is told until then. A term that was short has not yet looked, and a candidate
	 * may have come a moment ago.
	 */
	void look(Runnable then) {
		this.waiting.add(then);
		if (this.waiting.size() > 1) {
			return;
		}
		long mine = ++this.looks;
		EventLoop.Timer end = this.loop.schedule(PATIENCE, () -> looked(mine, null));
		this.loop.whenDone(this.consul.list(this.keys.candidates(), Consistency.DEFAULT), (answer) -> {
			end.cancel();
			looked(mine, (answer instanceof Answer.Done<Listing> done) ? done.value() : null);
		});
	}

	private void looked(long look, @Nullable Listing listing) {
		if (look != this.looks) {
			return;
		}
		this.looks++;
		if (listing != null) {
			read(listing);
		}
		List<Runnable> told = this.waiting;
		this.waiting = new ArrayList<>();
		told.forEach(Runnable::run);
		if (!this.watching) {
			this.succession = Succession.NOBODY;
		}
	}

	/**
	 * Asks a quorum which session of an instance wants a role; calls back one of both.
	 */
	void find(Role role, String instance, Consumer<String> found, Consumer<HandOver> otherwise) {
		this.loop.whenDone(this.consul.list(this.keys.candidates(), Consistency.QUORUM), (answer) -> {
			if (!(answer instanceof Answer.Done<Listing> done)) {
				otherwise.accept(HandOver.NO_ANSWER);
				return;
			}
			String other = Succession.find(done.value(), this.keys, this.codec, role, instance);
			if (other == null || other.equals(this.session)) {
				otherwise.accept(HandOver.UNKNOWN_INSTANCE);
			}
			else {
				found.accept(other);
			}
		});
	}

	/** Whether it is known who else is there. */
	boolean isKnown() {
		return this.known;
	}

	List<String> successors(Role role) {
		return this.succession.of(role);
	}

	private void saw(Observation sighting) {
		this.known = true;
		read(sighting.listing());
		this.changed.run();
	}

	private void read(Listing listing) {
		this.succession = Succession.of(listing, this.keys, this.codec, this.session);
	}

}

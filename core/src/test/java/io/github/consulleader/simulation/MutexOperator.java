package io.github.consulleader.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.Entry;
import io.github.consulleader.consul.SessionSpec;
import org.jspecify.annotations.Nullable;

/**
 * An operator, and other programs, among mutexes. What mutexes promise nothing about is
 * said to the witness at the moment at which it comes true.
 */
final class MutexOperator extends Meddler {

	private static final long FIVE_SECONDS = Duration.ofSeconds(5).toNanos();

	/** {@code LockFlagValue} of Go's {@code api.Lock}. */
	private static final long LOCK_FLAGS = 3304740253564472344L;

	private static final SessionSpec FOREIGN = new SessionSpec("foreign", Duration.ofSeconds(10), Duration.ZERO,
			List.of());

	private final MutexFleet fleet;

	private final Dice dice;

	private @Nullable ServerState snapshot;

	MutexOperator(MutexFleet fleet, Dice dice) {
		super(fleet, dice);
		this.fleet = fleet;
		this.dice = dice;
	}

	@Override
	void delete(String key) {
		note("deletes", key);
		this.fleet.model().operate((state, sessions, index) -> {
			state.keys().remove(key, index);
			meddled(key);
		});
	}

	private void meddled(String path) {
		this.fleet.scenario()
			.keys()
			.stream()
			.filter((key) -> MutexFleet.path(key).equals(path))
			.forEach(this.fleet.witness()::meddled);
	}

	/** Of locks only those that are held: others would be of no use to anybody. */
	@Override
	void scribble() {
		List<Entry> keys = keys().stream().filter((entry) -> entry.session() != null).toList();
		if (!keys.isEmpty()) {
			scribble(this.dice.of(keys).key());
		}
	}

	/**
	 * Takes away what nobody can tell to be ours, and a lock that is of no use once it is
	 * free.
	 */
	void tidyUp() {
		keys().stream().filter((entry) -> entry.value().equals(SCRIBBLE)).map(Entry::key).forEach(this::delete);
	}

	void saveOrRestore() {
		ServerState saved = this.snapshot;
		if (saved == null || this.dice.chance(0.4)) {
			note("saves a snapshot");
			this.snapshot = this.fleet.model().state().copy();
			return;
		}
		note("restores the snapshot");
		this.fleet.model().restore(saved, () -> {
			this.fleet.witness().meddledWithAll();
			this.fleet.sites().forEach((site) -> site.client().belongings().forgive());
			return true;
		});
	}

	/** Takes what a process holds, in one of the ways that leave a lock-delay. */
	void takeFrom(MutexSite site) {
		if (this.dice.chance(0.3)) {
			note("finds that the disk of Consul's leader is slow");
			this.fleet.model().stall(this.dice.between(Duration.ZERO, Duration.ofSeconds(2)));
		}
		if (this.dice.chance(0.2)) {
			site.agent().loseChecks();
		}
		else {
			this.fleet.model()
				.state()
				.keys()
				.all()
				.stream()
				.filter((entry) -> entry.value().contains("\"" + site + "\""))
				.map(Entry::session)
				.filter(Objects::nonNull)
				.distinct()
				.toList()
				.forEach(this::destroy);
		}
		if (this.dice.chance(0.2)) {
			forgetLockDelays();
		}
	}

	/** Another program takes a lock with a bare acquire, and frees it a moment later. */
	void contend() {
		String key = this.dice.of(this.fleet.scenario().keys());
		String session = this.dice.uuid().toString();
		String node = this.dice.of(this.fleet.sites()).agent().node();
		long late = this.dice.chance(0.5) ? 0 : this.dice.between(0, FIVE_SECONDS);
		this.fleet.model().operate((state, sessions, index) -> {
			Entry held = state.keys().get(MutexFleet.path(key));
			boolean free = held == null || held.session() == null;
			if (free && !this.fleet.model().lockDelays().closes(MutexFleet.path(key))
					&& sessions.create(state, session, node, FOREIGN) instanceof Answer.Done) {
				this.fleet.time().after(late, () -> acquire(key, session));
			}
		});
	}

	private void acquire(String key, String session) {
		String path = MutexFleet.path(key);
		note("acquires", key, "for another program");
		this.fleet.model().operate((state, sessions, index) -> {
			Entry held = state.keys().get(path);
			if ((held == null || held.session() == null) && state.sessions().containsKey(session)) {
				this.fleet.witness().meddled(key);
				state.keys().put(path, "", session, LOCK_FLAGS, index);
			}
		});
		this.fleet.time().after(this.dice.between(0, FIVE_SECONDS / 10), () -> free(key, session));
	}

	private void free(String key, String session) {
		String path = MutexFleet.path(key);
		this.fleet.model().operate((state, sessions, index) -> {
			Entry held = state.keys().get(path);
			if (held != null && session.equals(held.session())) {
				this.fleet.witness().meddled(key);
				state.keys().remove(path, index);
			}
			sessions.destroy(state, session, index);
		});
	}

}

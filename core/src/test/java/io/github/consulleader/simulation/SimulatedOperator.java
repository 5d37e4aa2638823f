package io.github.consulleader.simulation;

import java.time.Duration;
import java.util.List;

import io.github.consulleader.consul.Entry;
import io.github.consulleader.role.Term;
import org.jspecify.annotations.Nullable;

/**
 * An operator who means well, and what the argument for elections allows him.
 */
final class SimulatedOperator extends Meddler {

	private static final Duration LONGEST_STALL = Duration.ofSeconds(2);

	private final SimulatedFleet fleet;

	private final Dice dice;

	private @Nullable Snapshot snapshot;

	SimulatedOperator(SimulatedFleet fleet, Dice dice) {
		super(fleet, dice);
		this.fleet = fleet;
		this.dice = dice;
	}

	void saveOrRestore() {
		if (this.snapshot == null || this.dice.chance(0.4)) {
			if (this.dice.chance(0.5)) {
				save();
			}
			else {
				saveAtNextRelease();
			}
		}
		else {
			restore();
		}
	}

	void save() {
		note("saves a snapshot");
		this.snapshot = new Snapshot(this.fleet.model(), this.fleet.scenario().roles());
	}

	/** When the next role was handed over, and nobody has taken it yet. */
	void saveAtNextRelease() {
		saveAtNextRelease(() -> {
		});
	}

	/** The same, and does something then. */
	void saveAtNextRelease(Runnable then) {
		this.snapshot = null;
		ConsulModel model = this.fleet.model();
		model.onChange(() -> {
			if (model.state().keys().all().stream().anyMatch((entry) -> isReleased(model.state(), entry))) {
				save();
				then.run();
			}
		});
	}

	private static boolean isReleased(ServerState state, Entry entry) {
		if (!entry.key().endsWith("/term") || !entry.value().contains("\"released\":true")) {
			return false;
		}
		Entry lock = state.keys().get(entry.key().replace("/term", "/lock"));
		return lock == null || lock.session() == null;
	}

	/**
	 * However young the snapshot is, what it brings back was not in force for two
	 * lock-delays. A state that was there a moment ago shows nobody that there was
	 * another between. Nor can a process whose watch is lost on the wire tell a hand over
	 * that a restore brings back from one that has just been. And where lock-delays
	 * differ a restore may take away the only record that told of a longer one: seed
	 * 603555.
	 */
	void restore() {
		Snapshot saved = this.snapshot;
		if (saved != null && this.fleet.scenario().hasOneLockDelay()) {
			saved.restoreUnlessLeftWithin(this.fleet.scenario().longestLockDelay().multipliedBy(2), this::nobodyIsDeaf,
					this::restored);
		}
	}

	/** What comes back of those who have gone is not what they have left. */
	private void restored() {
		note("restores the snapshot");
		this.fleet.instances().forEach((one) -> one.client().belongings().forgive());
	}

	private boolean allHaveRead() {
		return this.fleet.instances()
			.stream()
			.allMatch((one) -> one.process().isAlive() && one.client().newestSeen() >= newestIndex());
	}

	/**
	 * Who has noticed that it sees nothing is not deaf: it counts anew whatever comes
	 * back.
	 */
	private boolean nobodyIsDeaf() {
		return this.fleet.instances()
			.stream()
			.filter((one) -> !one.knowsThatItIsBlind())
			.map((one) -> one.client().newestSeen())
			.allMatch((seen) -> seen == 0 || seen >= newestIndex());
	}

	private long newestIndex() {
		return this.fleet.model().listing("leader/fleet/roles/").index();
	}

	/** Takes a lock from an instance, in one of the ways that there are. */
	void takeFrom(Instance instance) {
		if (this.dice.chance(0.3)) {
			note("finds that the disk of Consul's leader is slow");
			this.fleet.model().stall(this.dice.between(Duration.ZERO, LONGEST_STALL));
		}
		for (Term term : List.copyOf(instance.open().values())) {
			String prefix = "leader/fleet/roles/" + term.role() + "/";
			Entry lock = this.fleet.model().state().keys().get(prefix + "lock");
			if (lock == null || lock.session() == null) {
				continue;
			}
			if (this.dice.chance(0.3)) {
				delete(prefix + "lock");
			}
			if (this.dice.chance(0.2)) {
				delete(prefix + "term");
			}
			if (this.dice.chance(0.6)) {
				destroy(lock.session());
			}
			if (this.dice.chance(0.2)) {
				forgetLockDelays();
			}
		}
	}

	/** Deletes all there is of the roles. */
	void deleteRoles() {
		keys().stream()
			.map(Entry::key)
			.filter((key) -> key.endsWith("/term") || key.endsWith("/lock"))
			.forEach(this::delete);
	}

	/** Deletes the locks of the roles, and says nothing of it in their records. */
	void deleteLocks() {
		keys().stream().map(Entry::key).filter((key) -> key.endsWith("/lock")).forEach(this::delete);
	}

	/** Makes a note beside the roles, so that all who watch them look again. */
	void leaveNote() {
		note("leaves a note");
		this.fleet.model()
			.operate((state, sessions, index) -> state.keys()
				.put("leader/fleet/roles/note", Long.toString(index), null, 0, index));
	}

	/**
	 * Where lock-delays differ the record alone tells a newcomer of the longer one: seed
	 * 11102737.
	 */
	@Override
	void delete(String key) {
		if (key.endsWith("/term") && !this.fleet.scenario().hasOneLockDelay() && !allHaveRead()) {
			return;
		}
		super.delete(key);
	}

}

package io.github.consulleader.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.consulleader.engine.VirtualWork;
import io.github.consulleader.role.LeadershipListener;
import io.github.consulleader.role.Revocation;
import io.github.consulleader.role.Role;
import io.github.consulleader.role.Term;
import org.jspecify.annotations.Nullable;

/**
 * The user's code in one place of the fleet: it works for as long as it is worker, heeds
 * an interruption or does not, and fails now and then.
 */
final class User {

	private static final long QUICK = Duration.ofMillis(300).toNanos();

	private static final long SLOW = Duration.ofSeconds(8).toNanos();

	private static final long STUBBORN = Duration.ofSeconds(25).toNanos();

	private static final long REACTION = Duration.ofMillis(50).toNanos();

	private static final long PAUSE = Duration.ofSeconds(1).toNanos();

	private final Map<Role, List<Job>> jobs = new HashMap<>();

	private final Map<Role, Term> terms = new HashMap<>();

	private final Instance instance;

	private final SimulatedFleet fleet;

	private final Dice dice;

	User(Instance instance, SimulatedFleet fleet) {
		this.instance = instance;
		this.fleet = fleet;
		this.dice = fleet.dice().split();
	}

	/** What the process tells of a role, until it dies. */
	LeadershipListener listener(int place) {
		return new Listener(place, this.instance.process());
	}

	/** Whether work of a role is running. */
	boolean isWorking(Role role) {
		return !jobs(role).isEmpty();
	}

	/** Whether work of a role is running that nobody has told to end. */
	boolean isUndisturbed(Role role) {
		return jobs(role).stream().anyMatch((job) -> !job.interrupted);
	}

	/** The process has died, and its work with it. */
	void die() {
		this.jobs.clear();
		this.terms.clear();
	}

	/** Work that takes long ends soon. */
	void finish() {
		this.jobs.values().forEach((all) -> all.forEach((job) -> later(REACTION, job::end)));
	}

	private List<Job> jobs(Role role) {
		return this.jobs.computeIfAbsent(role, (unused) -> new ArrayList<>());
	}

	private void later(long atMost, Runnable action) {
		this.instance.process().work().schedule(this.dice.between(Duration.ZERO, Duration.ofNanos(atMost)), action);
	}

	/**
	 * One piece of work after the other until the term is over; some run side by side.
	 */
	@SuppressWarnings("ReferenceEquality")
	private void work(int place, Term term) {
		if (this.terms.get(term.role()) != term) {
			return;
		}
		Job job = new Job(term.role(), this.dice.chance(this.fleet.slowness() / 2));
		job.work = VirtualWork.begin(this.instance.leadership(place), job::interrupt);
		if (job.work != null) {
			jobs(term.role()).add(job);
			later(job.stubborn ? STUBBORN : this.dice.chance(this.fleet.slowness()) ? SLOW : QUICK, job::end);
			later(PAUSE, () -> work(place, term));
		}
	}

	private void failSometimes() {
		if (this.dice.chance(this.fleet.slowness() / 2)) {
			throw new DeliberateException();
		}
	}

	/** One piece of work. */
	private final class Job {

		private final Role role;

		private final boolean stubborn;

		private @Nullable VirtualWork work;

		private boolean interrupted;

		private Job(Role role, boolean stubborn) {
			this.role = role;
			this.stubborn = stubborn;
		}

		private void interrupt() {
			this.interrupted = true;
			if (!this.stubborn) {
				later(REACTION, this::end);
			}
		}

		private void end() {
			if (jobs(this.role).remove(this) && this.work != null) {
				this.work.end();
			}
		}

	}

	/** Notes what it is told. */
	private final class Listener implements LeadershipListener {

		private final int place;

		private final VirtualProcess process;

		private Listener(int place, VirtualProcess process) {
			this.place = place;
			this.process = process;
		}

		@Override
		public void onGranted(Term term) {
			assertAlive();
			User.this.fleet.witness().granted(User.this.instance, this.place, term);
			User.this.terms.put(term.role(), term);
			later(REACTION, () -> work(this.place, term));
			failSometimes();
		}

		@Override
		public void onRevoked(Term term, Revocation reason) {
			assertAlive();
			User.this.terms.remove(term.role());
			User.this.fleet.witness().revoked(User.this.instance, term, reason);
			failSometimes();
		}

		private void assertAlive() {
			if (!this.process.isAlive()) {
				throw new IllegalStateException("A dead process was called back");
			}
		}

	}

}

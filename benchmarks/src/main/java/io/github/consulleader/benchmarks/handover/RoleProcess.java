package io.github.consulleader.benchmarks.handover;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

import io.github.consulleader.LeaderElection;
import io.github.consulleader.benchmarks.contest.ContestantSpec;
import io.github.consulleader.benchmarks.process.Channel;
import io.github.consulleader.benchmarks.process.Event;
import io.github.consulleader.role.Leadership;
import io.github.consulleader.role.LeadershipListener;
import io.github.consulleader.role.Revocation;
import io.github.consulleader.role.Role;
import io.github.consulleader.role.Term;

/**
 * A process with many roles that works in all that it holds without a pause, and passes
 * one on when it is told to.
 */
final class RoleProcess {

	/**
	 * As a command, asks for the last work of each role: the stamp of the answer is that
	 * of the work, its value the role.
	 */
	static final String WORKED = "worked";

	private static final long PATIENCE_SECONDS = 60;

	private static final long PAUSE_NANOS = 20_000;

	private final Channel channel = new Channel();

	private final LeaderElection election;

	private final List<Leadership> roles = new CopyOnWriteArrayList<>();

	private final AtomicLongArray worked;

	private RoleProcess(ContestantSpec spec) {
		this.worked = new AtomicLongArray(spec.roles());
		this.election = LeaderElection.builder()
			.scope(spec.scope())
			.instance(spec.instance())
			.consul(URI.create(spec.address()))
			.build();
		for (int i = 0; i < spec.roles(); i++) {
			this.roles.add(join(i));
		}
	}

	/**
	 * Runs until it is ended.
	 * @param args a {@link ContestantSpec}
	 */
	public static void main(String... args) {
		RoleProcess process = new RoleProcess(ContestantSpec.of(args));
		process.election.start();
		Thread worker = new Thread(process::work, "worker");
		worker.setDaemon(true);
		worker.start();
		process.channel.tell(Event.READY);
		process.channel.obey((command) -> {
			if (command.equals(WORKED)) {
				process.tellWorked();
			}
			else {
				process.pass(Integer.parseInt(command));
			}
		});
	}

	private Leadership join(int number) {
		return this.election.join(Role.of("role-" + number), new LeadershipListener() {

			@Override
			public void onGranted(Term term) {
				RoleProcess.this.channel.tell(new Event(Event.GRANTED, System.nanoTime(), number));
			}

			@Override
			public void onRevoked(Term term, Revocation reason) {
				// What ran through the gate has ended or will; the gate sees to that.
			}

		});
	}

	private void work() {
		while (true) {
			for (int i = 0; i < this.roles.size(); i++) {
				int number = i;
				this.roles.get(i).runIfLeader((term) -> this.worked.set(number, System.nanoTime()));
			}
			LockSupport.parkNanos(PAUSE_NANOS);
		}
	}

	private void tellWorked() {
		for (int i = 0; i < this.worked.length(); i++) {
			this.channel.tell(new Event(WORKED, this.worked.get(i), i));
		}
	}

	private void pass(int number) {
		long asked = System.nanoTime();
		Role role = Role.of("role-" + number);
		this.election.withdraw(role).orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
		this.roles.set(number, join(number));
		this.channel.tell(new Event(Event.DONE, asked, number));
	}

}

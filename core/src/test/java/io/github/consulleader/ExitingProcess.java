package io.github.consulleader;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

import io.github.consulleader.role.HandOver;
import io.github.consulleader.role.LeaderWork;
import io.github.consulleader.role.Leadership;
import io.github.consulleader.role.LeadershipListener;
import io.github.consulleader.role.Revocation;
import io.github.consulleader.role.Role;
import io.github.consulleader.role.Term;
import io.github.consulleader.role.Timings;

/**
 * A process that ends itself from inside leader work. Its drain grace is longer than any
 * test, so that a drain that waits for the end of the process shows.
 */
final class ExitingProcess {

	static final int STATUS = 3;

	static final Role ROLE = Role.of("reports");

	private static final Role OTHER = Role.of("bills");

	/** From where the end is called. */
	enum Place {

		/** Work itself. */
		WORK,

		/** Work inside work of another role. */
		NESTED_WORK,

		/** A thread that work starts and waits for. */
		JOINED_THREAD,

		/** A task that work waits for. */
		AWAITED_TASK,

		/** A task that work waits for and cannot be woken from. */
		UNINTERRUPTIBLE,

		/** The grant callback. */
		GRANT,

		/** The revoke callback, after a yield. */
		REVOKE,

		/** Work that has closed the election before. */
		AFTER_CLOSE

	}

	private final CountDownLatch granted = new CountDownLatch(2);

	private final Place place;

	private final LeaderElection election;

	private ExitingProcess(URI consul, String scope, Place place) {
		Timings usual = Timings.balanced();
		this.place = place;
		this.election = LeaderElection.builder()
			.consul(consul)
			.scope(scope)
			.warmUp(false)
			.timings(new Timings(usual.checkTtl().multipliedBy(10), usual.heartbeat(), usual.lockDelay(),
					usual.confidence(), usual.stopWithin(), usual.confirmEvery(), usual.requestTimeout(),
					usual.sessionTtl(), usual.renewEvery(), Duration.ofMinutes(10)))
			.build();
	}

	public static void main(String[] arguments) throws Exception {
		new ExitingProcess(URI.create(arguments[0]), arguments[1], Place.valueOf(arguments[2])).run();
	}

	private void run() throws Exception {
		Runtime.getRuntime().addShutdownHook(new Thread(this.election::close));
		Leadership leadership = this.election.join(ROLE, new Listener());
		Leadership other = this.election.join(OTHER, new Listener());
		this.election.start();
		this.granted.await();
		switch (this.place) {
			case WORK -> whenLeader(leadership, (term) -> exit());
			case NESTED_WORK -> whenLeader(other, (outer) -> whenLeader(leadership, (term) -> exit()));
			case JOINED_THREAD -> whenLeader(leadership, (term) -> {
				Thread thread = new Thread(ExitingProcess::exit);
				thread.start();
				thread.join();
			});
			case AWAITED_TASK ->
				whenLeader(leadership, (term) -> CompletableFuture.runAsync(ExitingProcess::exit).get());
			case UNINTERRUPTIBLE ->
				whenLeader(leadership, (term) -> CompletableFuture.runAsync(ExitingProcess::exit).join());
			case AFTER_CLOSE -> whenLeader(leadership, (term) -> {
				this.election.close();
				exit();
			});
			case REVOKE -> {
				CompletableFuture<HandOver> unused = leadership.yieldRole();
				Thread.currentThread().join();
			}
			case GRANT -> Thread.currentThread().join();
		}
	}

	/** Tries again, for a role can be lost on a busy machine. */
	private static void whenLeader(Leadership leadership, LeaderWork<Exception> work) throws Exception {
		while (!leadership.runIfLeader(work)) {
			LockSupport.parkNanos(10_000_000);
		}
	}

	private static void exit() {
		System.exit(STATUS);
	}

	private final class Listener implements LeadershipListener {

		@Override
		public void onGranted(Term term) {
			if (ExitingProcess.this.place == Place.GRANT && term.role().equals(ROLE)) {
				exit();
			}
			ExitingProcess.this.granted.countDown();
		}

		@Override
		public void onRevoked(Term term, Revocation reason) {
			if (ExitingProcess.this.place == Place.REVOKE && term.role().equals(ROLE)) {
				exit();
			}
		}

	}

}

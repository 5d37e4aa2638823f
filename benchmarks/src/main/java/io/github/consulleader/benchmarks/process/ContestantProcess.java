package io.github.consulleader.benchmarks.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import io.github.consulleader.benchmarks.contest.Contestant;
import io.github.consulleader.benchmarks.contest.ContestantSpec;

/**
 * The process in which one contestant, or some copies of it, take part.
 */
final class ContestantProcess {

	/** Often enough for a busy worker, and leaves a core to the others. */
	private static final long WORK_EVERY_NANOS = 20_000;

	/**
	 * A fleet does not start in one instant either, and a session may end in the rush.
	 */
	private static final long BETWEEN_COPIES_NANOS = 50_000_000;

	private final Channel channel = new Channel();

	private final List<Member> members = new ArrayList<>();

	private volatile long lastWork;

	private ContestantProcess() {
	}

	/**
	 * Runs until it is ended.
	 * @param args a {@link ContestantSpec}
	 */
	public static void main(String... args) throws Exception {
		new ContestantProcess().run(ContestantSpec.of(args));
	}

	private void run(ContestantSpec spec) throws Exception {
		this.channel.tell(Event.READY);
		this.channel.obey((command) -> {
			try {
				obey(spec, command);
			}
			catch (Exception ex) {
				throw new IllegalStateException(command, ex);
			}
		});
	}

	private void obey(ContestantSpec spec, String command) throws Exception {
		String[] words = command.split(" ", 2);
		long begun = System.nanoTime();
		switch (words[0]) {
			case "open" -> open(spec);
			case "campaign" -> campaign();
			case "stand-down" -> standDown();
			case "lead" -> lead();
			case "work" -> start(this::work);
			case "believe" -> BeliefInterval.spin(this.members.get(0).contestant, Path.of(words[1]));
			case "last-work" -> this.channel.tell(new Event(Event.FIGURE, begun, this.lastWork));
			case "heap" -> this.channel.tell(new Event(Event.FIGURE, begun, ProcessFootprint.heapBytes()));
			case "threads" -> this.channel.tell(new Event(Event.FIGURE, begun, ProcessFootprint.threads()));
			case "close" -> close();
			default -> throw new IllegalArgumentException(command);
		}
		this.channel.tell(new Event(Event.DONE, begun, 0));
	}

	private void open(ContestantSpec spec) throws Exception {
		for (int i = 0; i < spec.copies(); i++) {
			this.members.add(new Member(spec.copy(i), this.channel));
		}
	}

	/** All that do not take part; and waits until they wait as well as they ever will. */
	private void campaign() throws Exception {
		for (Member member : this.members) {
			member.campaign();
			if (this.members.size() > 1) {
				LockSupport.parkNanos(BETWEEN_COPIES_NANOS);
			}
		}
		for (Member member : this.members) {
			while (!member.leads() && !member.contestant.isWaiting()) {
				LockSupport.parkNanos(1_000_000);
			}
		}
	}

	/** Those that lead now, and none that comes to lead by that. */
	private void standDown() throws Exception {
		for (Member leading : this.members.stream().filter(Member::leads).toList()) {
			leading.standDown();
		}
	}

	/** Waits until the first leads. */
	private void lead() {
		while (!this.members.get(0).leads()) {
			LockSupport.parkNanos(1_000_000);
		}
	}

	private void work() {
		Contestant contestant = this.members.get(0).contestant;
		while (true) {
			contestant.work(() -> this.lastWork = System.nanoTime());
			LockSupport.parkNanos(WORK_EVERY_NANOS);
		}
	}

	private void close() throws Exception {
		for (Member member : this.members) {
			member.contestant.close();
		}
	}

	private static void start(Runnable task) {
		Thread thread = new Thread(task, "worker");
		thread.setDaemon(true);
		thread.start();
	}

}

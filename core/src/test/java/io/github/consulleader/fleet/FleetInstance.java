package io.github.consulleader.fleet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

import io.github.consulleader.ConsulMutexes;
import io.github.consulleader.LeaderElection;
import io.github.consulleader.consul.ConsulConnection;
import io.github.consulleader.fleet.Report.Kind;
import io.github.consulleader.role.Candidate;
import io.github.consulleader.role.Leadership;
import io.github.consulleader.role.Role;
import org.jspecify.annotations.Nullable;

/**
 * A process that wants some roles and does nothing but work in them and tell the witness.
 * A line {@code yield <role>} on standard input makes it hand over, {@code rest} makes it
 * stop and start again, {@code lock <key>} makes it want a mutex until {@code unlock}; it
 * ends with SIGTERM, and when standard input ends, since then the one that started it has
 * gone.
 */
final class FleetInstance {

	private static final int ORPHANED = 3;

	private FleetInstance() {
	}

	/**
	 * Runs until it is ended.
	 * @param args name, address of Consul, that of the witness, scope, roles joined by
	 * commas, pace, nanoseconds between two looks, and a file with the ACL token or
	 * {@code -}
	 */
	public static void main(String[] args) throws IOException {
		String name = args[0];
		Pace pace = Pace.valueOf(args[5]);
		long step = Long.parseLong(args[6]);
		Reporter reporter = new Reporter(args[2]);
		reporter.tell(Report.of(Kind.HELLO, name));
		ConsulConnection connection = new ConsulConnection(URI.create(args[1]), () -> token(args[7]), null, null,
				pace.timings().requestTimeout());
		LeaderElection election = LeaderElection.builder()
			.scope(args[3])
			.instance(name)
			.timings(pace.timings())
			.consul(connection)
			.build();
		ConsulMutexes mutexes = new ConsulMutexes(new Candidate(Candidate.DEFAULT_PREFIX, args[3], name, null),
				pace.timings(), true, connection);
		Map<String, Leadership> leaderships = new HashMap<>();
		List<Lookout> lookouts = new ArrayList<>();
		for (String role : args[4].split(",", -1)) {
			Duty duty = new Duty(reporter);
			Leadership leadership = election.join(Role.of(role), duty);
			leaderships.put(role, leadership);
			lookouts.add(new Lookout(leadership, reporter));
			Threads.start("work-" + role, () -> duty.workOn(leadership));
		}
		Threads.start("lookout", () -> lookOut(lookouts, step));
		Runtime.getRuntime().addShutdownHook(new Thread(() -> end(election, mutexes, reporter)));
		election.start();
		obey(election, leaderships, mutexes, reporter);
		Runtime.getRuntime().halt(ORPHANED);
	}

	private static @Nullable String token(String file) {
		try {
			return file.equals(Report.NONE) ? null : Files.readString(Path.of(file)).strip();
		}
		catch (IOException ex) {
			return null;
		}
	}

	private static void lookOut(List<Lookout> lookouts, long step) {
		while (true) {
			lookouts.forEach(Lookout::look);
			LockSupport.parkNanos(step);
		}
	}

	private static void obey(LeaderElection election, Map<String, Leadership> leaderships, ConsulMutexes mutexes,
			Reporter reporter) throws IOException {
		MutexDuty duty = null;
		BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
		for (String line = in.readLine(); line != null; line = in.readLine()) {
			String[] words = line.split(" ", -1);
			switch (words[0]) {
				case "yield" -> {
					Leadership leadership = leaderships.get(words[1]);
					Threads.start("yield", () -> yieldRole(leadership, reporter));
				}
				case "rest" -> Threads.start("rest", () -> rest(election, reporter));
				case "lock" -> {
					if (duty == null) {
						duty = new MutexDuty(mutexes.mutexes().mutex(words[1]), reporter);
						duty.start();
					}
				}
				case "unlock" -> {
					if (duty != null) {
						duty.stop();
					}
					duty = null;
				}
				default -> throw new IOException("Not a command: " + line);
			}
		}
	}

	private static void yieldRole(Leadership leadership, Reporter reporter) {
		boolean handedOver = leadership.yieldRole().join();
		reporter.tell(Report.of(Kind.YIELDED, leadership.role() + (handedOver ? "-handed-over" : "-not")));
	}

	/** Stops cleanly and starts again, as a process does that is deployed anew. */
	private static void rest(LeaderElection election, Reporter reporter) {
		boolean inOrder = election.stop().join();
		reporter.tell(Report.of(Kind.RESTED, inOrder ? "in-order" : "late"));
		election.start();
	}

	private static void end(LeaderElection election, ConsulMutexes mutexes, Reporter reporter) {
		boolean inOrder = election.stop().join();
		mutexes.close();
		election.close();
		reporter.tell(Report.of(Kind.CLOSED, inOrder ? "in-order" : "late"));
	}

}

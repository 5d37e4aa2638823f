package io.github.consulleader.fleet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import io.github.consulleader.fleet.Report.Kind;
import io.github.consulleader.role.Revocation;

/**
 * Hears all instances, over sockets of their own, and judges what no single one can see.
 */
final class Witness implements AutoCloseable {

	private static final int REMEMBERED = 100;

	/** How old a believer's last report may be; they come every 20 ms. */
	static final Duration FRESH = Duration.ofMillis(300);

	private final long began = System.nanoTime();

	private final ReentrantLock turn = new ReentrantLock();

	private final Map<String, RoleHistory> roles = new HashMap<>();

	private final Set<String> closed = new HashSet<>();

	private final List<String> violations = new ArrayList<>();

	private final Deque<String> timeline = new ArrayDeque<>();

	private final Set<Long> known = new HashSet<>();

	private final PrintWriter journal;

	private final ServerSocket server;

	/**
	 * Begins to listen on the loopback address.
	 * @param file gets every event
	 */
	Witness(Path file) {
		this(file, InetAddress.getLoopbackAddress());
	}

	/**
	 * Begins to listen.
	 * @param file gets every event
	 * @param at where
	 */
	Witness(Path file, InetAddress at) {
		try {
			Files.createDirectories(file.getParent());
			this.journal = new PrintWriter(Files.newBufferedWriter(file), true);
			this.server = new ServerSocket(0, 50, at);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Threads.start("witness", this::accept);
	}

	private void accept() {
		while (!this.server.isClosed()) {
			try {
				Socket socket = this.server.accept();
				Threads.start("witness", () -> listen(socket));
			}
			catch (IOException ex) {
				// Closed: nobody is left to be heard.
				return;
			}
		}
	}

	private void listen(Socket socket) {
		String instance = "";
		try (socket;
				BufferedReader in = new BufferedReader(
						new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
			for (String line = in.readLine(); line != null; line = in.readLine()) {
				Report report = Report.parse(line);
				instance = (report.kind() == Kind.HELLO) ? report.detail() : instance;
				hear(instance, report);
			}
		}
		catch (IOException ex) {
			note(instance + " was cut off: " + ex.getMessage());
		}
		catch (IllegalArgumentException ex) {
			// A killed process may leave half a line behind.
			note(instance + " ended within a report");
		}
	}

	/** Takes one report of an instance. */
	void hear(String instance, Report report) {
		locked(() -> {
			if (report.at() > System.nanoTime()) {
				violation(instance + " has another clock: " + report);
			}
			if (report.kind() == Kind.CLOSED) {
				this.closed.add(instance);
			}
			if (report.kind() != Kind.BELIEVED || this.known.add(report.token())) {
				remember(report.at(), instance + " " + report.kind() + " " + report.role() + " n=" + report.number()
						+ " token=" + report.token() + " " + report.detail());
			}
			if (!report.role().equals(Report.NONE)) {
				history(report.role()).add(instance, report);
			}
			return true;
		});
	}

	/** Puts what somebody else did into the timeline. */
	void note(String what) {
		locked(() -> {
			remember(System.nanoTime(), "        " + what);
			return true;
		});
	}

	private void remember(long at, String what) {
		String line = "%10.3f  %s".formatted((at - this.began) / 1e9, what);
		this.journal.println(line);
		// There is so much of it that all else would be forgotten.
		if (!what.contains(" WORK_")) {
			if (this.timeline.size() == REMEMBERED) {
				this.timeline.removeFirst();
			}
			this.timeline.add(line);
		}
	}

	private void violation(String what) {
		this.violations.add(what);
		remember(System.nanoTime(), "******* VIOLATION: " + what);
	}

	private RoleHistory history(String role) {
		return this.roles.computeIfAbsent(role, (name) -> new RoleHistory(name, this::violation));
	}

	int port() {
		return this.server.getLocalPort();
	}

	/** Host and port. */
	String address() {
		return this.server.getInetAddress().getHostAddress() + ":" + port();
	}

	/** What was broken so far. */
	List<String> violations() {
		return locked(() -> List.copyOf(this.violations));
	}

	/** The last events, oldest first, with seconds since the witness came. */
	String timeline() {
		return locked(() -> String.join("\n", this.timeline));
	}

	/** The latest term of a role, whether it goes on or not. */
	Optional<Stint> latest(String role) {
		return locked(() -> history(role).latest());
	}

	/** The term of a role that goes on. */
	Optional<Stint> current(String role) {
		return locked(
				() -> history(role).latest().filter((stint) -> System.nanoTime() - stint.until() < FRESH.toNanos()));
	}

	/** Why a term has ended, once its revoke callback has returned. */
	Optional<Revocation> reason(Stint stint) {
		return locked(() -> Optional.ofNullable(stint.reason()));
	}

	/**
	 * For how long a term was believed in after some moment; negative if not that long.
	 */
	Duration believedAfter(Stint stint, long moment) {
		return locked(() -> Duration.ofNanos(stint.until() - moment));
	}

	/** Whether an instance has told that it closed its election. */
	boolean hasClosed(String instance) {
		return locked(() -> this.closed.contains(instance));
	}

	/** The longest time that a role had no worker between two moments. */
	Duration longestGap(String role, long since, long until) {
		return Duration.ofNanos(locked(() -> history(role).longestGap(since, until)));
	}

	/** How many terms there were, of all roles. */
	long terms() {
		return locked(() -> this.roles.values().stream().mapToLong(RoleHistory::terms).sum());
	}

	private <T> T locked(Supplier<T> action) {
		this.turn.lock();
		try {
			return action.get();
		}
		finally {
			this.turn.unlock();
		}
	}

	@Override
	public void close() {
		try {
			this.server.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.journal.close();
	}

}

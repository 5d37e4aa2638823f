package io.github.consulleader;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.Consistency;
import io.github.consulleader.consul.ConsulConnection;
import io.github.consulleader.consul.Entry;
import io.github.consulleader.consul.HttpConsul;
import io.github.consulleader.consul.Listing;
import io.github.consulleader.consul.TestConsul;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * JVMs of a test's own, one for each place, each in a scope of its own at the Consul of
 * all tests.
 *
 * @param <P> the places
 */
public final class ChildProcesses<P extends Enum<P>> implements AutoCloseable {

	private final String scope = "exit-" + UUID.randomUUID();

	private final Map<P, Process> processes;

	/**
	 * None runs yet.
	 * @param places their type
	 */
	public ChildProcesses(Class<P> places) {
		this.processes = new EnumMap<>(places);
	}

	/**
	 * Starts one with the class path of this JVM.
	 * @param place for which
	 * @param main the class to run
	 * @param arguments its arguments
	 * @throws IOException if it cannot be started
	 */
	public void start(P place, Class<?> main, List<String> arguments) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(ProcessHandle.current().info().command().orElseThrow(), "-XX:TieredStopAtLevel=1",
						"-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), main.getName()));
		command.addAll(arguments);
		this.processes.put(place, new ProcessBuilder(command).inheritIO().start());
	}

	/**
	 * Returns one of them.
	 * @param place its place
	 * @return the process
	 */
	public Process process(P place) {
		return this.processes.get(place);
	}

	/**
	 * Returns the scope of one of them.
	 * @param place its place
	 * @return its scope
	 */
	public String scope(P place) {
		return this.scope + "-" + place.name().replace('_', '-');
	}

	/**
	 * Returns what Consul has on the roles of one of them.
	 * @param place its place
	 * @param ending how the stored keys end
	 * @return those keys
	 */
	public List<Entry> entries(P place, String ending) {
		try (HttpConsul consul = new HttpConsul(new ConsulConnection(TestConsul.address(), Duration.ofSeconds(5)))) {
			Answer<Listing> answer = consul.list("leader/" + scope(place) + "/roles/", Consistency.QUORUM).join();
			assertThat(answer).isInstanceOf(Answer.Done.class);
			return ((Answer.Done<Listing>) answer).value()
				.entries()
				.stream()
				.filter((entry) -> entry.key().endsWith(ending))
				.toList();
		}
	}

	/** Kills all that still run. */
	@Override
	public void close() {
		this.processes.values().forEach(Process::destroyForcibly);
		this.processes.clear();
	}

}

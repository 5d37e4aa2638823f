package io.github.consulleader.load;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What there is of ours, in this process and at an agent.
 *
 * @param threads by name without numbers
 * @param sessions how many
 * @param services how many
 * @param checks how many
 */
public record Census(Map<String, Integer> threads, int sessions, int services, int checks) {

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	/**
	 * Counts.
	 * @param consul the agent
	 * @param scope what to count at the agent: that whose name contains it
	 * @return the counts
	 */
	public static Census of(URI consul, String scope) {
		return new Census(ourThreads(), count(consul, "/v1/session/list", "Name", scope),
				count(consul, "/v1/agent/services", "Service", scope),
				count(consul, "/v1/agent/checks", "ServiceName", scope));
	}

	/**
	 * Counts the threads that this project starts.
	 * @return how many, by name without numbers
	 */
	public static Map<String, Integer> ourThreads() {
		Map<String, Integer> threads = new TreeMap<>();
		for (Thread thread : Thread.getAllStackTraces().keySet()) {
			String name = thread.getName();
			if ((name.startsWith("consul-") && !name.startsWith("consul-log-")) || isOurClient(thread)) {
				threads.merge(name.replaceAll("[0-9]+", "#"), 1, Integer::sum);
			}
		}
		return threads;
	}

	/** The JDK's client has a thread for each, in the group of whoever made it. */
	private static boolean isOurClient(Thread thread) {
		ThreadGroup group = thread.getThreadGroup();
		return group != null && group.getName().startsWith("consul-");
	}

	/**
	 * Returns how many threads that is.
	 * @return the sum
	 */
	public int threadCount() {
		return this.threads.values().stream().mapToInt(Integer::intValue).sum();
	}

	/**
	 * Returns the index of the latest entry of the server's Raft log.
	 * @param consul an agent that is a server
	 * @return the index
	 */
	public static long raftIndex(URI consul) {
		return ask(consul, "/v1/agent/self").at("/Stats/raft/last_log_index").asLong();
	}

	private static int count(URI consul, String path, String field, String scope) {
		int count = 0;
		for (JsonNode one : ask(consul, path)) {
			if (one.path(field).asString("").contains(scope)) {
				count++;
			}
		}
		return count;
	}

	private static JsonNode ask(URI consul, String path) {
		HttpRequest request = HttpRequest.newBuilder(consul.resolve(path)).timeout(Duration.ofSeconds(30)).build();
		String body = CLIENT.sendAsync(request, HttpResponse.BodyHandlers.ofString()).join().body();
		return JsonMapper.shared().readTree(body);
	}

	@Override
	public String toString() {
		return "%d threads %s, %d sessions, %d services, %d checks".formatted(threadCount(), this.threads,
				this.sessions, this.services, this.checks);
	}

}

package io.github.consulleader.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/**
 * The command line and the configuration files of an agent.
 */
final class ConfigFiles {

	/** Each answer carries it, refused ones too, so it tells our process from others. */
	static final String ANSWER_MARK = "X-Consul-Leader-Agent";

	private final ConsulBinary binary;

	private final AgentOptions options;

	ConfigFiles(ConsulBinary binary, AgentOptions options) {
		this.binary = binary;
		this.options = options;
	}

	/** Writes the files and returns the command that uses them. */
	List<String> write(Path folder, AgentPorts ports, String mark) {
		List<String> command = new ArrayList<>(List.of(this.binary.path().toString(), "agent"));
		if (this.options.mode() == AgentMode.DEV) {
			command.add("-dev");
		}
		try {
			command.add("-config-file=" + Files.writeString(folder.resolve("agent.json"), json(folder, ports, mark)));
			int number = 0;
			for (String extra : this.options.extraConfig()) {
				String suffix = extra.stripLeading().startsWith("{") ? ".json" : ".hcl";
				command.add("-config-file=" + Files.writeString(folder.resolve("extra-" + number + suffix), extra));
				number++;
			}
		}
		catch (IOException ex) {
			throw new ConsulAgentException("Cannot write the configuration of Consul below " + folder, ex);
		}
		return command;
	}

	private String json(Path folder, AgentPorts ports, String mark) {
		StringJoiner json = new StringJoiner(",\n", "{\n", "\n}\n");
		json.add("\"node_name\": " + quoted(this.options.name()));
		json.add("\"datacenter\": " + quoted(this.options.datacenter()));
		json.add("\"bind_addr\": " + quoted(this.options.address()));
		json.add("\"client_addr\": " + quoted(this.options.address()));
		json.add("\"log_level\": " + quoted(this.options.logLevel()));
		json.add("\"disable_update_check\": true");
		json.add("\"http_config\": {\"response_headers\": {" + quoted(ANSWER_MARK) + ": " + quoted(mark) + "}}");
		json.add("\"performance\": {\"raft_multiplier\": " + this.options.raftMultiplier()
				+ ", \"leave_drain_time\": \"100ms\"}");
		json.add("\"ports\": " + ports(ports));
		if (this.options.mode() != AgentMode.DEV) {
			json.add("\"data_dir\": " + quoted(folder.resolve("data").toString()));
			json.add("\"server\": " + (this.options.mode() == AgentMode.SERVER));
		}
		if (this.options.mode() == AgentMode.SERVER) {
			json.add("\"bootstrap_expect\": " + this.options.bootstrapExpect());
		}
		if (!this.options.join().isEmpty()) {
			json.add("\"retry_interval\": \"500ms\"");
			json.add("\"retry_join\": " + this.options.join()
				.stream()
				.map(ConfigFiles::quoted)
				.collect(Collectors.joining(", ", "[", "]")));
		}
		if (this.options.gossipKey() != null) {
			json.add("\"encrypt\": " + quoted(this.options.gossipKey()));
		}
		return json.toString();
	}

	private String ports(AgentPorts ports) {
		String known = "{\"http\": %d, \"https\": %d, \"server\": %d, \"serf_lan\": %d, \"serf_wan\": -1, \"dns\": -1, \"grpc\": -1%s}";
		// Servers of 1.14 and later listen there, and earlier ones refuse the key.
		String later = this.binary.isAtLeast(1, 14) ? ", \"grpc_tls\": -1" : "";
		return known.formatted(ports.http(), ports.https(), ports.server(), ports.serfLan(), later);
	}

	private static String quoted(String text) {
		StringBuilder quoted = new StringBuilder("\"");
		text.chars().forEach((c) -> {
			if (c < ' ' || c == '"' || c == '\\') {
				quoted.append("\\u%04x".formatted(c));
			}
			else {
				quoted.append((char) c);
			}
		});
		return quoted.append('"').toString();
	}

}

package io.github.consulleader.benchmarks.arena;

import java.util.ArrayList;
import java.util.List;

/**
 * What the command line says.
 *
 * @param only measurements to do; none named means all
 * @param quick few rounds, to see that it works
 * @param cluster three Consul servers with disks instead of one agent in memory
 * @param withoutPeers nobody but us and the floor
 * @param publish whether the tables go into {@code docs/performance.md}
 */
public record Options(List<String> only, boolean quick, boolean cluster, boolean withoutPeers, boolean publish) {

	/** What can be said. */
	public static final String USAGE = """
			benchmarks/run [options]
			  --only NAME      one measurement; may be given several times. Without: all but those that --list calls separate
			  --quick          few rounds: shows that it works, says little
			  --without-peers  nobody but us and the floor
			  --cluster        three Consul servers with disks instead of one agent in memory
			  --publish        also put the tables into docs/performance.md
			  --list           say which measurements there are, and how long each takes
			""";

	/**
	 * Reads a command line.
	 * @param arguments the command line
	 * @return the options
	 * @throws IllegalArgumentException if there is one that is not known
	 */
	public static Options of(String... arguments) {
		List<String> only = new ArrayList<>();
		List<String> flags = new ArrayList<>();
		for (int i = 0; i < arguments.length; i++) {
			if (arguments[i].equals("--only") && i + 1 < arguments.length) {
				only.add(arguments[++i]);
			}
			else {
				flags.add(arguments[i]);
			}
		}
		Options options = new Options(List.copyOf(only), flags.remove("--quick"), flags.remove("--cluster"),
				flags.remove("--without-peers"), flags.remove("--publish"));
		if (!flags.isEmpty()) {
			throw new IllegalArgumentException("Not an option: " + flags.get(0));
		}
		return options;
	}

}

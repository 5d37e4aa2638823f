package io.github.consulleader.benchmarks.process;

import java.util.List;

import io.github.consulleader.agent.ConsulBinary;
import io.github.consulleader.benchmarks.contest.ContestantSpec;

/**
 * {@code consul lock} as a contestant: what it runs while it holds the lock tells that it
 * was granted. The stamp is taken here when that line arrives.
 */
final class ConsulLockProcess {

	/**
	 * The child outlives a killed parent: its process id goes along, so that it can be
	 * ended.
	 */
	private static final String CHILD = "echo granted 0 $$; exec sleep 600";

	/**
	 * Takes part when it is told so by any line. Ends it when whoever started it has
	 * gone, in whatever way.
	 */
	private static final String PARENT = """
			echo ready 0 0
			read command
			echo done 0 0
			exec 3<&0
			(cat <&3; kill $$) > /dev/null 2>&1 &
			exec "$1" lock "$2" "$3"
			""";

	private ConsulLockProcess() {
	}

	static Jvm start(ContestantSpec spec) {
		String consul = ConsulBinary.find().path().toString();
		ProcessBuilder command = new ProcessBuilder(
				List.of("sh", "-c", PARENT, "sh", consul, "contest/" + spec.scope(), CHILD));
		command.environment().put("CONSUL_HTTP_ADDR", spec.address());
		return Jvm.start(spec.instance(), command);
	}

}

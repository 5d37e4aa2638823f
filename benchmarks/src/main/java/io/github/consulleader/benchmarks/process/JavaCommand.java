package io.github.consulleader.benchmarks.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The command line of a measured JVM. */
final class JavaCommand {

	/** More options for measured processes, such as those of a profiler. */
	private static final String OPTIONS = Objects.requireNonNullElse(System.getenv("BENCHMARKS_JVM_OPTIONS"), "");

	/** The class path has one of the tests, too, which would write to our channel. */
	private static final String LOGGING = "io/github/consulleader/benchmarks/logback.xml";

	private JavaCommand() {
	}

	static List<String> of(String main, List<String> options, List<String> arguments) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of("-Xmx1g", "-XX:-UsePerfData", "-Dlogback.configurationFile=" + LOGGING, "-cp",
				System.getProperty("java.class.path")));
		command.addAll(options);
		OPTIONS.lines()
			.flatMap((line) -> Stream.of(line.strip().split(" +", -1)))
			.filter((one) -> !one.isEmpty())
			.forEach(command::add);
		command.add(main);
		command.addAll(arguments);
		return command;
	}

}

package io.github.consulleader.benchmarks.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What a reader must know of the machine to judge the figures.
 */
public final class MachineFacts {

	private MachineFacts() {
	}

	/**
	 * Asks the machine.
	 * @return one sentence
	 */
	public static String now() {
		return String.format(Locale.ROOT, "%d cores (%s), clock source %s, %s %s, JDK %s, load average %.1f.",
				Runtime.getRuntime().availableProcessors(), processor(),
				line("/sys/devices/system/clocksource/clocksource0/current_clocksource"), System.getProperty("os.name"),
				System.getProperty("os.version"), System.getProperty("java.version"),
				ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
	}

	private static String processor() {
		return line("/proc/cpuinfo", "model name").replaceFirst(".*: *", "");
	}

	private static String line(String file) {
		return line(file, "");
	}

	private static String line(String file, String start) {
		try {
			return Files.readAllLines(Path.of(file))
				.stream()
				.filter((line) -> line.startsWith(start))
				.findFirst()
				.orElse("unknown");
		}
		catch (IOException ex) {
			return "unknown";
		}
	}

}

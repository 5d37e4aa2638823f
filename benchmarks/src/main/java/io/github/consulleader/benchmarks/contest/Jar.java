package io.github.consulleader.benchmarks.contest;

import java.nio.file.Path;
import java.security.CodeSource;

import org.jspecify.annotations.Nullable;

/** The jar that a class comes from, whose name says the version. */
public final class Jar {

	private Jar() {
	}

	/**
	 * Names the jar of a class.
	 * @param type a class of a library
	 * @return such as {@code zookeeper-3.9.3}
	 */
	public static String of(Class<?> type) {
		@Nullable CodeSource source = type.getProtectionDomain().getCodeSource();
		if (source == null) {
			return "the JDK";
		}
		return String.valueOf(Path.of(source.getLocation().getPath()).getFileName()).replaceFirst("\\.jar$", "");
	}

}

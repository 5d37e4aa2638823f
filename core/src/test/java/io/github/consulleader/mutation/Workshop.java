package io.github.consulleader.mutation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Makes mutants: copies the sources, breaks a rule in the copy, and compiles the engine
 * with all that it leans on, so that nothing of the sound one is left in it.
 *
 * @param sources the main sources, which stay as they are
 * @param room where the copies go
 */
record Workshop(Path sources, Path room) {

	/** The simulations need these packages, and no other that these do not need. */
	private static final List<String> PACKAGES = List.of("io/github/consulleader/engine",
			"io/github/consulleader/mutex");

	/** Without debug data, so that classes differ only if they do something else. */
	private static final List<String> OPTIONS = List.of("-proc:none", "-nowarn", "-g:none", "-Xprefer:source",
			"-classpath", System.getProperty("java.class.path"));

	/** The classes of the engine as it is, by name. */
	Map<String, byte[]> sound() throws IOException {
		return compile(copy("sound"));
	}

	/** The classes of a mutant, by name; something must be different in them. */
	Map<String, byte[]> make(Mutant mutant, Map<String, byte[]> sound) throws IOException {
		Path copy = copy(mutant.name());
		mutant.applyTo(copy);
		Map<String, byte[]> engine = compile(copy);
		if (engine.keySet().equals(sound.keySet()) && engine.entrySet()
			.stream()
			.allMatch((each) -> Arrays.equals(each.getValue(), sound.get(each.getKey())))) {
			throw new PatchException(mutant.name() + " breaks nothing: it compiles to the very same classes");
		}
		return engine;
	}

	private Path copy(String name) throws IOException {
		Path copy = Files.createDirectories(this.room.resolve(name).resolve("java"));
		try (Stream<Path> files = Files.walk(this.sources)) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				Path target = copy.resolve(this.sources.relativize(file).toString());
				Files.createDirectories(target.getParent());
				Files.copy(file, target);
			}
		}
		return copy;
	}

	private static Map<String, byte[]> compile(Path copy) throws IOException {
		Path classes = Files.createDirectories(copy.resolveSibling("classes"));
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
		try (StandardJavaFileManager files = compiler.getStandardFileManager(problems, null, null)) {
			List<String> options = Stream
				.concat(OPTIONS.stream(), Stream.of("-sourcepath", copy.toString(), "-d", classes.toString()))
				.toList();
			boolean done = compiler
				.getTask(null, files, problems, options, null, files.getJavaFileObjectsFromPaths(sources(copy)))
				.call();
			if (!done) {
				throw new PatchException(copy + " does not compile:\n"
						+ problems.getDiagnostics()
							.stream()
							.filter((each) -> each.getKind() == Diagnostic.Kind.ERROR)
							.map(Object::toString)
							.collect(Collectors.joining("\n")));
			}
		}
		return read(classes);
	}

	private static List<Path> sources(Path copy) throws IOException {
		List<Path> sources = new ArrayList<>();
		for (String each : PACKAGES) {
			if (Files.isDirectory(copy.resolve(each))) {
				sources.addAll(find(copy.resolve(each), ".java"));
			}
		}
		return sources;
	}

	private static Map<String, byte[]> read(Path classes) throws IOException {
		return find(classes, ".class").stream().collect(Collectors.toMap((file) -> {
			String path = classes.relativize(file).toString();
			return path.substring(0, path.length() - ".class".length())
				.replace(file.getFileSystem().getSeparator(), ".");
		}, Workshop::bytes, (one, other) -> one, TreeMap::new));
	}

	private static List<Path> find(Path folder, String ending) throws IOException {
		try (Stream<Path> files = Files.walk(folder)) {
			return files.filter((file) -> file.toString().endsWith(ending)).sorted().toList();
		}
	}

	private static byte[] bytes(Path file) {
		try {
			return Files.readAllBytes(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}

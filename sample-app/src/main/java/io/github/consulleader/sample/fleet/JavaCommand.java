package io.github.consulleader.sample.fleet;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * Starts another program of this application: with the java that runs this one, and from
 * the same class path, be that folders, jars or the one executable jar.
 *
 * @param java the executable
 * @param classPath as the JVM takes it
 */
public record JavaCommand(Path java, String classPath) {

	private static final String LOADER = "org.springframework.boot.loader.launch.PropertiesLauncher";

	/**
	 * Takes what runs this JVM.
	 * @return the java and class path of this JVM
	 */
	public static JavaCommand ofThisJvm() {
		return new JavaCommand(Path.of(System.getProperty("java.home"), "bin", "java"),
				System.getProperty("java.class.path"));
	}

	/**
	 * Puts a command together.
	 * @param main name of the class to run
	 * @param options options of the JVM
	 * @param arguments arguments of the program
	 * @return the command
	 * @throws IOException if the class path is one jar that cannot be read
	 */
	public List<String> run(String main, List<String> options, List<String> arguments) throws IOException {
		List<String> command = new ArrayList<>(List.of(this.java.toString()));
		command.addAll(options);
		command.addAll(List.of("-cp", this.classPath));
		if (isExecutableJar()) {
			command.addAll(List.of("-Dloader.main=" + main, LOADER));
		}
		else {
			command.add(main);
		}
		command.addAll(arguments);
		return command;
	}

	private boolean isExecutableJar() throws IOException {
		if (this.classPath.contains(File.pathSeparator) || !this.classPath.endsWith(".jar")) {
			return false;
		}
		try (JarFile jar = new JarFile(this.classPath)) {
			Manifest manifest = jar.getManifest();
			return manifest != null && manifest.getMainAttributes().getValue("Start-Class") != null;
		}
	}

}

package io.github.consulleader.sample.fleet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a fleet is made of.
 *
 * @param instances names of the instances
 * @param role the role that they share
 * @param folder where they keep their files, which exists
 * @param java starts them
 * @param main name of the class to run
 * @param arguments arguments for each of them
 */
public record FleetPlan(List<String> instances, String role, Path folder, JavaCommand java, String main,
		List<String> arguments) {

	/** Quick to start and small: three of them share a laptop with a browser. */
	private static final List<String> OPTIONS = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m");

	public FleetPlan {
		instances = List.copyOf(instances);
		arguments = List.copyOf(arguments);
	}

	List<String> command(String instance) throws IOException {
		List<String> all = new ArrayList<>(this.arguments);
		all.add("--sample.instance=" + instance);
		all.add("--sample.folder=" + this.folder);
		all.add("--logging.file.name=" + this.folder.resolve(instance + ".log"));
		return this.java.run(this.main, OPTIONS, all);
	}

	Path errors(String instance) {
		return this.folder.resolve(instance + ".err");
	}

}

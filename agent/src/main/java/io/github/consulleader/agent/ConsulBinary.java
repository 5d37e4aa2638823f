package io.github.consulleader.agent;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A Consul executable that was seen to run.
 *
 * @param path where it is
 * @param version its version as it says itself, such as {@code 1.8.7}
 */
public record ConsulBinary(Path path, String version) {

	/**
	 * Finds an executable: the system property {@code consul.binary}, the environment
	 * variable {@code CONSUL_BINARY}, the PATH, our cache below
	 * {@code ${XDG_CACHE_HOME:-~/.cache}/consul-leader} (a private folder below
	 * {@code java.io.tmpdir} where there is no home), and at last a download into that
	 * cache from the mirrors that the machine's own apt sources name (Debian and Ubuntu,
	 * some seconds, needs no root). Safe to be called by several threads and JVMs at
	 * once.
	 * @return an executable whose {@code consul version} was run
	 * @throws ConsulNotFoundException if there is none, or if the property or the
	 * variable names one that does not run
	 */
	public static ConsulBinary find() {
		return new BinarySearch(SearchEnvironment.ofThisJvm(), new BinaryDownload()).find();
	}

	/**
	 * Takes a given executable.
	 * @param path where it is
	 * @return the executable, whose {@code consul version} was run
	 * @throws ConsulNotFoundException if it does not run
	 */
	public static ConsulBinary at(Path path) {
		try {
			return VersionCheck.run(path);
		}
		catch (IOException ex) {
			throw new ConsulNotFoundException("There is no usable Consul executable: " + ex.getMessage());
		}
	}

	boolean isAtLeast(int major, int minor) {
		String[] parts = this.version.split("[.+-]", 3);
		int ownMajor = Integer.parseInt(parts[0]);
		return ownMajor > major || (ownMajor == major && Integer.parseInt(parts[1]) >= minor);
	}

}

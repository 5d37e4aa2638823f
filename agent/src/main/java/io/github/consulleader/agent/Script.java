package io.github.consulleader.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A shell script that is packaged beside the classes.
 *
 * @param name file name
 * @param text what it says
 */
record Script(String name, String text) {

	static Script named(String name) {
		try (InputStream in = Script.class.getResourceAsStream(name)) {
			if (in == null) {
				throw new ConsulAgentException(
						"The resource " + name + " is missing from the jar of consul-leader-agent");
			}
			return new Script(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}

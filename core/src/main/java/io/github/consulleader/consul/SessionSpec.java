package io.github.consulleader.consul;

import java.time.Duration;
import java.util.List;

/**
 * What a session is made of. Its behaviour is always {@code delete}: keys that it holds
 * vanish with it.
 *
 * @param name for people
 * @param ttl 10 s to 24 h; the session ends when it was not renewed for twice as long
 * @param lockDelay how long a key that the session lost stays closed; sent as whole
 * milliseconds
 * @param checks ids of the checks it hangs on, in addition to none: name
 * {@code serfHealth} to hang on gossip
 */
public record SessionSpec(String name, Duration ttl, Duration lockDelay, List<String> checks) {

	public SessionSpec {
		checks = List.copyOf(checks);
	}

}

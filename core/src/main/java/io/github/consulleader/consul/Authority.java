package io.github.consulleader.consul;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Host and port of an address. {@link URI} finds no host where a name has an underscore,
 * as names of containers often do.
 *
 * @param host a name, or an IP address without brackets
 * @param port the port, or -1 if none is named
 */
record Authority(String host, int port) {

	private static final int LAST_PORT = 65535;

	private static final Pattern FORM = Pattern.compile(
			"(?:[^@]*@)?(?:\\[(?<ip>[0-9A-Fa-f:.]+(?:%[\\w.-]+)?)]|(?<name>[\\p{L}\\p{N}._~-]+))(?::(?<port>\\d{1,5}))?");

	/** Returns what an address names, or {@code null} if that is no host. */
	static @Nullable Authority of(URI address) {
		String text = address.getRawAuthority();
		Matcher found = FORM.matcher((text != null) ? text : "");
		if (!found.matches()) {
			return null;
		}
		int port = (found.group("port") != null) ? Integer.parseInt(found.group("port")) : -1;
		String host = (found.group("ip") != null) ? found.group("ip") : found.group("name");
		return (port <= LAST_PORT) ? new Authority(host, port) : null;
	}

}

package io.github.consulleader.consul;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Path and query of a request, percent-encoded.
 */
final class Target {

	private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

	private final StringBuilder path;

	private char separator = '?';

	private Target(String path) {
		this.path = new StringBuilder(path);
	}

	/** A path of Consul's API, encoded already. */
	static Target of(String path) {
		return new Target(path);
	}

	/** A path that ends in a name, in which a slash is nothing special. */
	static Target of(String path, String name) {
		return new Target(path + encode(name, ""));
	}

	/** A path that ends in a key, whose slashes stay. */
	static Target ofKey(String path, String key) {
		return new Target(path + encode(key, "/"));
	}

	/** Adds a parameter without a value. */
	Target with(String parameter) {
		this.path.append(this.separator).append(parameter);
		this.separator = '&';
		return this;
	}

	/** Adds a parameter, or nothing if it has no value. */
	Target with(String parameter, @Nullable String value) {
		return (value != null) ? with(parameter + "=" + encode(value, "")) : this;
	}

	@Override
	public String toString() {
		return this.path.toString();
	}

	private static String encode(String text, String alsoKept) {
		StringBuilder encoded = new StringBuilder(text.length());
		for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
			char c = (char) (octet & 0xff);
			if (UNRESERVED.indexOf(c) >= 0 || alsoKept.indexOf(c) >= 0) {
				encoded.append(c);
			}
			else {
				encoded.append(String.format("%%%02X", (int) c));
			}
		}
		return encoded.toString();
	}

}

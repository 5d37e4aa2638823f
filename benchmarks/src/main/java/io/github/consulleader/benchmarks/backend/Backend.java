package io.github.consulleader.benchmarks.backend;

import java.net.URI;

/**
 * A server, or several that are one.
 */
public interface Backend extends AutoCloseable {

	/**
	 * Where the contestants of a place reach it.
	 * @param place counts from 0; different places may reach different servers
	 * @return an address in the way of the server's clients
	 */
	String address(int place);

	/**
	 * Says what it is.
	 * @return words for readers of the figures
	 */
	String description();

	@Override
	void close();

	/**
	 * The same as an address of HTTP.
	 * @param place counts from 0
	 * @return the address
	 */
	default URI uri(int place) {
		return URI.create(address(place));
	}

}

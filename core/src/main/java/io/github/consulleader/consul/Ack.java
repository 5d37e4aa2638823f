package io.github.consulleader.consul;

/**
 * The value of an answer that has nothing more to say.
 */
public enum Ack {

	/** The only value. */
	OK

}

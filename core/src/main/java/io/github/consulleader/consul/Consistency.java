package io.github.consulleader.consul;

/**
 * How sure a read is.
 */
public enum Consistency {

	/**
	 * By the server that believes to lead; may be stale right after a change of Consul's
	 * leader.
	 */
	DEFAULT,

	/**
	 * Checked with a quorum after the request arrived: the only kind of read that
	 * confirms anything.
	 */
	QUORUM

}

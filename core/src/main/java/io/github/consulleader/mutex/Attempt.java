package io.github.consulleader.mutex;

/**
 * What became of an attempt to take a mutex.
 */
public enum Attempt {

	/** The calling thread has it. */
	TAKEN,

	/** Somebody else has it, or it is closed for a while after its holder was lost. */
	BUSY,

	/** The calling thread had it and has lost it; it may contend anew. */
	LOST,

	/** Consul has not said in time who has it. The calling thread does not have it. */
	UNANSWERED

}

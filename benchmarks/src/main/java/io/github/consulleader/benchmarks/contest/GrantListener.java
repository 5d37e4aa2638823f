package io.github.consulleader.benchmarks.contest;

/** Told by a contestant, in its own callbacks. */
public interface GrantListener {

	/** It is the leader now. */
	void granted();

	/** It is the leader no longer. */
	void revoked();

}

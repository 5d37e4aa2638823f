package io.github.consulleader.simulation;

import io.github.consulleader.mutex.VirtualMutexes.VirtualHold;

/** One stretch during which a thread holds a mutex, and what it was told of it. */
final class WitnessedHold {

	private final MutexUser user;

	private final MutexSite site;

	private final String key;

	private final VirtualHold grant;

	private final long since;

	private boolean lost;

	private long lostAt;

	private boolean told;

	private boolean overtaken;

	WitnessedHold(MutexUser user, MutexSite site, String key, VirtualHold grant, long since) {
		this.user = user;
		this.site = site;
		this.key = key;
		this.grant = grant;
		this.since = since;
	}

	MutexSite site() {
		return this.site;
	}

	String key() {
		return this.key;
	}

	VirtualHold grant() {
		return this.grant;
	}

	/** When it was granted, by the true time. */
	long since() {
		return this.since;
	}

	/** Whether its thread was told, or would have been, that it is lost. */
	boolean isLost() {
		return this.lost;
	}

	/** When that was, by the true time. */
	long lostAt() {
		return this.lostAt;
	}

	void lost(long at) {
		this.lost = true;
		this.lostAt = at;
	}

	/** Whether its listener was called. */
	boolean isTold() {
		return this.told;
	}

	void told() {
		this.told = true;
	}

	/** Whether somebody else had it before its thread began to give it back. */
	boolean isOvertaken() {
		return this.overtaken;
	}

	void overtaken() {
		this.overtaken = true;
	}

	@Override
	public String toString() {
		return this.key + " with token " + this.grant.token() + " of " + this.user;
	}

}

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

	/** Whether its thread was told that it is lost. */
	boolean isLost() {
		return this.lost;
	}

	void lost() {
		this.lost = true;
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

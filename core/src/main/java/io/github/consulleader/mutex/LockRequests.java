package io.github.consulleader.mutex;

import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;

/**
 * Those who wait for one mutex in this process, first come first served. Who gave up
 * counts no more.
 */
final class LockRequests {

	private final Deque<LockRequest> waiting = new ArrayDeque<>();

	void add(LockRequest claim) {
		this.waiting.add(claim);
	}

	int size() {
		this.waiting.removeIf((claim) -> !claim.isOpen());
		return this.waiting.size();
	}

	boolean isEmpty() {
		return size() == 0;
	}

	/** Whether somebody wants it now or not at all. */
	boolean anyImpatient() {
		return this.waiting.stream().anyMatch((claim) -> claim.isOpen() && claim.now());
	}

	/** Whether somebody goes on waiting if it is not to be had now. */
	boolean anyPatient() {
		return this.waiting.stream().anyMatch((claim) -> claim.isOpen() && !claim.now());
	}

	/** Refuses those who want it now or not at all. */
	void refuseImpatient() {
		this.waiting.stream().filter(LockRequest::now).forEach(LockRequest::refuse);
	}

	void fail(MutexException why) {
		this.waiting.forEach((claim) -> claim.fail(why));
		this.waiting.clear();
	}

	/** Gives a hold to the first who still wants it, or to nobody. */
	@Nullable LockRequest grant(LockLease hold) {
		for (LockRequest claim = this.waiting.poll(); claim != null; claim = this.waiting.poll()) {
			hold.setDeadline(claim.ttl());
			if (claim.grant(hold)) {
				return claim;
			}
		}
		return null;
	}

}

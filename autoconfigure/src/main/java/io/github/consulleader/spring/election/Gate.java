package io.github.consulleader.spring.election;

import io.github.consulleader.role.LeaderWork;
import io.github.consulleader.role.Leadership;

/**
 * What stands between a job and those who call for it: lets it run while this process is
 * worker of its role, and leaves it out otherwise. Made once for each job; a run
 * allocates nothing.
 */
public final class Gate {

	private final Leadership leadership;

	private final LeaderWork<RuntimeException> work;

	Gate(Leadership leadership, CurrentTerm current, Runnable job) {
		this.leadership = leadership;
		this.work = (term) -> current.during(term, job);
	}

	/**
	 * Runs the job on the calling thread if this process is worker, and lets it see its
	 * term.
	 * @return whether it was run
	 */
	public boolean run() {
		return this.leadership.runIfLeader(this.work);
	}

}

package io.github.consulleader.spring.election;

import io.github.consulleader.role.Role;
import io.github.consulleader.spring.LeaderContext;

/**
 * What is started when a role is granted, and stopped when it is revoked. Calls for one
 * role come one at a time.
 */
public interface LeaderOnlyWork {

	/**
	 * Starts the work of a role, as far as the term lasts.
	 * @param context tells whether it still does
	 * @throws Exception to give the role up; {@link #stop} follows
	 */
	void start(LeaderContext context) throws Exception;

	/**
	 * Stops what was started, and returns when it has ended. Called once more, while the
	 * first call has not returned, if that one's thread ends the process or closes the
	 * application: then it stops what that has left.
	 * @param role the role
	 * @throws Exception is logged and counts as return
	 */
	void stop(Role role) throws Exception;

	/**
	 * Whether there is anything to start.
	 * @param role the role
	 * @return whether there is
	 */
	boolean isThereFor(Role role);

	/**
	 * Joins two.
	 * @param first started first and stopped last
	 * @param second started last and stopped first
	 * @return both
	 */
	static LeaderOnlyWork both(LeaderOnlyWork first, LeaderOnlyWork second) {
		return new LeaderOnlyWork() {

			@Override
			public void start(LeaderContext context) throws Exception {
				first.start(context);
				second.start(context);
			}

			@Override
			public void stop(Role role) throws Exception {
				try {
					second.stop(role);
				}
				finally {
					first.stop(role);
				}
			}

			@Override
			public boolean isThereFor(Role role) {
				return first.isThereFor(role) || second.isThereFor(role);
			}

		};
	}

}

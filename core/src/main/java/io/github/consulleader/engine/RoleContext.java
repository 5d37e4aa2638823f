package io.github.consulleader.engine;

import java.util.List;
import java.util.function.Consumer;

import io.github.consulleader.role.Candidate;
import io.github.consulleader.role.HandOver;
import io.github.consulleader.role.Role;
import io.github.consulleader.role.Timings;
import io.github.consulleader.time.EventLoop;

/**
 * What a role has around it in its process. Event loop only.
 */
interface RoleContext {

	EventLoop loop();

	Candidate candidate();

	Timings timings();

	/** Now, the present session, and what the others know of it and a role. */
	StepContext moment(Role role);

	/** Numbers the requests. */
	Sequence sequence();

	RoleTransactions writes();

	void send(TransactionBatcher.Write write);

	/** Ask a quorum what is true. */
	void look();

	/** Ask nothing for a moment that can wait. */
	void lull();

	/** Find out soon whether the session lives. */
	void suspectSession();

	/** A definite answer said that the session is gone. */
	void sessionGone(String session, String why);

	/** Who else wants the role, in order of succession; at most three. */
	List<String> successors(Role role);

	/** Looks once more who else is there; calls back soon, whatever comes of it. */
	void lookForSuccessors(Runnable then);

	/** Asks which session of an instance wants the role; calls back one of both. */
	void findCandidate(Role role, String instance, Consumer<String> found, Consumer<HandOver> otherwise);

	/** Whether roles are campaigned for. */
	boolean isCampaigning();

	/** Whether answers of Consul are coming in. */
	boolean isInformed();

	/** Something has changed that others may wait for. */
	void changed();

	/** Tell people what has become of a role. */
	void logTransition(String text);

	/** End the process. */
	void exit();

}

package io.github.consulleader.spring.election;

import java.util.Optional;
import java.util.function.Function;

import io.github.consulleader.role.Leadership;
import io.github.consulleader.role.LeadershipListener;
import io.github.consulleader.role.Revocation;
import io.github.consulleader.role.Role;
import io.github.consulleader.role.Term;
import io.github.consulleader.spring.LeaderContext;

import org.springframework.integration.leader.event.LeaderEventPublisher;

/**
 * Tells the application of its terms: on grant the event, then the work; on revoke the
 * work, then the event, also when the work failed to stop.
 */
final class RoleListener implements LeadershipListener {

	private final Function<Role, Leadership> leaderships;

	private final LeaderEventPublisher events;

	private final LeaderOnlyWork work;

	RoleListener(Function<Role, Leadership> leaderships, LeaderEventPublisher events, LeaderOnlyWork work) {
		this.leaderships = leaderships;
		this.events = events;
		this.work = work;
	}

	@Override
	public void onGranted(Term term) throws Exception {
		LeaderContext context = context(term, Optional.empty());
		this.events.publishOnGranted(leadership(term), context, context.getRole());
		this.work.start(context);
	}

	@Override
	public void onRevoked(Term term, Revocation reason) throws Exception {
		try {
			this.work.stop(term.role());
		}
		finally {
			LeaderContext context = context(term, Optional.of(reason));
			this.events.publishOnRevoked(leadership(term), context, context.getRole());
		}
	}

	private LeaderContext context(Term term, Optional<Revocation> revocation) {
		return new TermContext(leadership(term), term, revocation);
	}

	private Leadership leadership(Term term) {
		return this.leaderships.apply(term.role());
	}

}

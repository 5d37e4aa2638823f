package io.github.consulleader.spring.election;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

import io.github.consulleader.role.Leadership;
import io.github.consulleader.role.LeadershipListener;
import io.github.consulleader.role.Revocation;
import io.github.consulleader.role.Role;
import io.github.consulleader.role.Term;
import io.github.consulleader.spring.LeaderContext;
import org.jspecify.annotations.Nullable;

import org.springframework.integration.leader.event.LeaderEventPublisher;

/**
 * Notifies the application of its terms: on grant the event, then the work; on revoke the
 * work, then the event, also when the work failed to stop.
 */
final class RoleListener implements LeadershipListener {

	private final Function<Role, Leadership> leaderships;

	private final LeaderEventPublisher events;

	private final LeaderEventDelivery delivery;

	private final LeaderOnlyWork work;

	private final CurrentTerm current;

	private final Consumer<Role> begun;

	/** The last term of each role whose end was published. */
	private final Map<Role, Term> published = new ConcurrentHashMap<>();

	RoleListener(Function<Role, Leadership> leaderships, LeaderEventPublisher events, LeaderEventDelivery delivery,
			LeaderOnlyWork work, CurrentTerm current, Consumer<Role> begun) {
		this.leaderships = leaderships;
		this.events = events;
		this.delivery = delivery;
		this.work = work;
		this.current = current;
		this.begun = begun;
	}

	@Override
	public void onGranted(Term term) throws Exception {
		@Nullable Term outer = this.current.enter(term);
		try {
			LeaderContext context = context(term, Optional.empty());
			this.delivery.here(() -> this.events.publishOnGranted(leadership(term), context, context.getRole()));
			this.work.start(context);
			this.begun.accept(term.role());
		}
		finally {
			this.current.leave(outer);
		}
	}

	@Override
	public void onRevoked(Term term, Revocation reason) throws Exception {
		@Nullable Term outer = this.current.enter(term);
		try {
			this.work.stop(term.role());
		}
		finally {
			publishRevoked(term, reason);
			this.current.leave(outer);
		}
	}

	@Override
	public void onRevokeLeft(Term term, Revocation reason) throws Exception {
		onRevoked(term, reason);
	}

	private void publishRevoked(Term term, Revocation reason) {
		if (!term.equals(this.published.put(term.role(), term))) {
			LeaderContext context = context(term, Optional.of(reason));
			this.delivery.here(() -> this.events.publishOnRevoked(leadership(term), context, context.getRole()));
		}
	}

	private LeaderContext context(Term term, Optional<Revocation> revocation) {
		return new TermContext(leadership(term), term, revocation);
	}

	private Leadership leadership(Term term) {
		return this.leaderships.apply(term.role());
	}

}

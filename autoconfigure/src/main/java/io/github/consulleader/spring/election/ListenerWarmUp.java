package io.github.consulleader.spring.election;

import java.time.Instant;

import io.github.consulleader.role.Revocation;
import io.github.consulleader.role.Role;
import io.github.consulleader.role.Term;
import io.github.consulleader.spring.LeaderContext;

import org.springframework.integration.leader.event.DefaultLeaderEventPublisher;

/**
 * A term that nobody hears of. The first real one would else wait until all classes that
 * it needs are loaded, which takes as long as a request to Consul.
 */
final class ListenerWarmUp implements LeaderOnlyWork {

	private int started;

	/** Goes through it, on the calling thread; returns how often work has begun. */
	int run() {
		RoleListener listener = new RoleListener(OffLeadership::new, new DefaultLeaderEventPublisher((event) -> {
		}), new LeaderEventDelivery(), this, new CurrentTerm(), (role) -> {
		});
		Term term = new Term(Role.of("rehearsal"), 1, 1, "nobody", Instant.EPOCH);
		try {
			listener.onGranted(term);
			listener.onRevoked(term, Revocation.SHUTDOWN);
		}
		catch (Exception ex) {
			throw new IllegalStateException("The rehearsal has failed", ex);
		}
		return this.started;
	}

	@Override
	public void start(LeaderContext context) {
		this.started++;
	}

	@Override
	public void stop(Role role) {
		// Nothing was started.
	}

	@Override
	public boolean isThereFor(Role role) {
		return true;
	}

}

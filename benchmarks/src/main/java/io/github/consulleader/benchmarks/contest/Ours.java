package io.github.consulleader.benchmarks.contest;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.consulleader.LeaderElection;
import io.github.consulleader.role.Leadership;
import io.github.consulleader.role.LeadershipListener;
import io.github.consulleader.role.Revocation;
import io.github.consulleader.role.Role;
import io.github.consulleader.role.RoleStatus.State;
import io.github.consulleader.role.Term;

/**
 * This project, without Spring. With several roles, it is granted when it has them all.
 */
final class Ours implements Contestant, LeadershipListener {

	private static final long PATIENCE_SECONDS = 60;

	private final LeaderElection election;

	private final List<Leadership> roles = new ArrayList<>();

	private final GrantListener listener;

	private final AtomicInteger held = new AtomicInteger();

	Ours(ContestantSpec spec, GrantListener listener) {
		this.listener = listener;
		this.election = election(spec);
		for (int i = 0; i < spec.roles(); i++) {
			this.roles.add(this.election.join(Role.of("role-" + i), this));
		}
	}

	static LeaderElection election(ContestantSpec spec) {
		return LeaderElection.builder()
			.scope(spec.scope())
			.instance(spec.instance())
			.timings(spec.kind().timings())
			.warmUp(spec.kind() != ContestantKind.OURS_OF_MANY)
			.consul(URI.create(spec.address()))
			.build();
	}

	@Override
	public void campaign() {
		this.election.start();
	}

	@Override
	public void standDown() throws Exception {
		if (!this.election.stop().get(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
			throw new IllegalStateException("The stop was not clean");
		}
	}

	@Override
	public boolean isLeader() {
		return this.roles.get(0).isLeader();
	}

	@Override
	public void work(Runnable work) {
		this.roles.get(0).runIfLeader((term) -> work.run());
	}

	@Override
	public boolean isWaiting() {
		return this.roles.stream()
			.map(Leadership::status)
			.allMatch((status) -> status.state() == State.SLUMBERER && status.worker() != null);
	}

	@Override
	public void onGranted(Term term) {
		if (this.held.incrementAndGet() == this.roles.size()) {
			this.listener.granted();
		}
	}

	@Override
	public void onRevoked(Term term, Revocation reason) {
		if (this.held.getAndDecrement() == this.roles.size()) {
			this.listener.revoked();
		}
	}

	@Override
	public void close() {
		this.election.close();
	}

}

package io.github.consulleader.benchmarks.contest;

import java.util.concurrent.TimeUnit;

import io.github.consulleader.LeaderElection;
import io.github.consulleader.role.Leadership;
import io.github.consulleader.role.LeadershipListener;
import io.github.consulleader.role.Revocation;
import io.github.consulleader.role.Role;
import io.github.consulleader.role.RoleStatus.State;
import io.github.consulleader.role.Term;
import org.jspecify.annotations.Nullable;

/**
 * This project, where a process gives up one role and keeps its session: the hand-over
 * without the end of everything else around it.
 */
final class OursWithdraw implements Contestant, LeadershipListener {

	private static final Role ROLE = Role.of("role-0");

	private final LeaderElection election;

	private final GrantListener listener;

	private volatile @Nullable Leadership leadership;

	OursWithdraw(ContestantSpec spec, GrantListener listener) {
		this.listener = listener;
		this.election = Ours.election(spec);
		this.election.start();
	}

	@Override
	public void campaign() {
		this.leadership = this.election.join(ROLE, this);
	}

	@Override
	public void standDown() throws Exception {
		this.election.withdraw(ROLE).get(60, TimeUnit.SECONDS);
	}

	@Override
	public boolean isLeader() {
		Leadership now = this.leadership;
		return now != null && now.isLeader();
	}

	@Override
	public void work(Runnable work) {
		Leadership now = this.leadership;
		if (now != null) {
			now.runIfLeader((term) -> work.run());
		}
	}

	@Override
	public boolean isWaiting() {
		Leadership now = this.leadership;
		return now != null && now.status().state() == State.SLUMBERER && now.status().worker() != null;
	}

	@Override
	public void onGranted(Term term) {
		this.listener.granted();
	}

	@Override
	public void onRevoked(Term term, Revocation reason) {
		this.listener.revoked();
	}

	@Override
	public void close() {
		this.election.close();
	}

}

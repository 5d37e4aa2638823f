package io.github.consulleader.load;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.consulleader.LeaderElection;
import io.github.consulleader.LeaderElectionBuilder;
import io.github.consulleader.SharedConsul;
import io.github.consulleader.role.Leadership;
import io.github.consulleader.role.LeadershipListener;
import io.github.consulleader.role.Revocation;
import io.github.consulleader.role.Role;
import io.github.consulleader.role.Term;
import io.github.consulleader.role.Timings;

/** One process with many roles, and what it was told of them. */
final class Crowd implements LeadershipListener, AutoCloseable {

	private final LeaderElection election;

	private final List<Leadership> roles = new ArrayList<>();

	private final AtomicInteger granted = new AtomicInteger();

	private final AtomicInteger revoked = new AtomicInteger();

	private final ConcurrentMap<Revocation, Integer> reasons = new ConcurrentHashMap<>();

	private volatile Term latest;

	Crowd(String instance, String scope, URI consul, int number) {
		this(instance, scope, consul, Timings.balanced(), number);
	}

	Crowd(String instance, String scope, URI consul, Timings timings, int number) {
		this(LeaderElection.builder().timings(timings).consul(consul), instance, scope, number);
	}

	Crowd(String instance, String scope, SharedConsul consul, Timings timings, int number) {
		this(LeaderElection.builder().timings(timings).consul(consul), instance, scope, number);
	}

	private Crowd(LeaderElectionBuilder builder, String instance, String scope, int number) {
		this.election = builder.scope(scope).instance(instance).build();
		for (int i = 0; i < number; i++) {
			this.roles.add(this.election.join(Role.of("role-" + i), this));
		}
	}

	Crowd start() {
		this.election.start();
		return this;
	}

	CompletableFuture<Boolean> stop() {
		return this.election.stop().orTimeout(120, TimeUnit.SECONDS);
	}

	@Override
	public void onGranted(Term term) {
		this.latest = term;
		this.granted.incrementAndGet();
	}

	@Override
	public void onRevoked(Term term, Revocation reason) {
		this.reasons.merge(reason, 1, Integer::sum);
		this.revoked.incrementAndGet();
	}

	int granted() {
		return this.granted.get();
	}

	int revoked() {
		return this.revoked.get();
	}

	Map<Revocation, Integer> reasons() {
		return Map.copyOf(this.reasons);
	}

	Term latest() {
		return this.latest;
	}

	/** In how many roles it believes to be the worker at this moment. */
	long confident() {
		return this.roles.stream().filter(Leadership::isLeader).count();
	}

	/** Whether it sees a worker in each of its roles, be it another process. */
	boolean seesWorkers() {
		return this.roles.stream().allMatch((role) -> role.status().worker() != null);
	}

	static Duration since(long nanos) {
		return Duration.ofNanos(System.nanoTime() - nanos);
	}

	@Override
	public void close() {
		this.election.close();
	}

}

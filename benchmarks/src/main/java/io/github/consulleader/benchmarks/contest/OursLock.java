package io.github.consulleader.benchmarks.contest;

import java.net.URI;

import io.github.consulleader.ConsulMutexes;
import io.github.consulleader.consul.ConsulConnection;
import io.github.consulleader.role.Candidate;
import io.github.consulleader.role.Timings;
import io.github.consulleader.spring.lock.ConsulLockRegistry;

import org.springframework.integration.support.locks.DistributedLock;

/** A lock of our registry. */
final class OursLock extends LockThread {

	private final ConsulMutexes mutexes;

	private final ConsulLockRegistry registry;

	private final DistributedLock lock;

	OursLock(ContestantSpec spec, GrantListener listener) {
		super(listener);
		Timings timings = spec.kind().timings();
		this.mutexes = new ConsulMutexes(new Candidate(Candidate.DEFAULT_PREFIX, spec.scope(), spec.instance(), null),
				timings, true, new ConsulConnection(URI.create(spec.address()), timings.requestTimeout()));
		this.registry = new ConsulLockRegistry(this.mutexes.mutexes());
		this.lock = this.registry.obtain("contended");
	}

	@Override
	void lock() {
		this.lock.lock();
	}

	@Override
	void unlock() {
		this.lock.unlock();
	}

	@Override
	public void close() {
		this.registry.close();
		this.mutexes.close();
	}

}

package io.github.consulleader.benchmarks.lock;

import java.net.URI;

import io.github.consulleader.ConsulMutexes;
import io.github.consulleader.benchmarks.contest.ConsulWire;
import io.github.consulleader.benchmarks.contest.ContestantSpec;
import io.github.consulleader.benchmarks.process.Channel;
import io.github.consulleader.benchmarks.process.Event;
import io.github.consulleader.consul.ConsulConnection;
import io.github.consulleader.role.Candidate;
import io.github.consulleader.role.Timings;
import io.github.consulleader.spring.lock.ConsulLockRegistry;

import org.springframework.integration.support.locks.DistributedLock;

/**
 * The process in which nobody else wants the lock: on command it locks and unlocks with
 * our registry, and sends two raw writes, in turn.
 */
final class LockProcess {

	static final String OURS = "ours";

	static final String HELD = "held";

	static final String RAW = "raw";

	private final Channel channel = new Channel();

	private final DistributedLock lock;

	private final ConsulWire wire;

	private final String session;

	private LockProcess(ContestantSpec spec) throws Exception {
		URI address = URI.create(spec.address());
		Timings timings = Timings.balanced();
		ConsulMutexes mutexes = new ConsulMutexes(
				new Candidate(Candidate.DEFAULT_PREFIX, spec.scope(), spec.instance(), null), timings, true,
				new ConsulConnection(address, timings.requestTimeout()));
		this.lock = new ConsulLockRegistry(mutexes.mutexes()).obtain("uncontended");
		this.wire = new ConsulWire(address);
		this.session = this.wire.createSession();
	}

	/**
	 * Runs until it is ended.
	 * @param args a {@link ContestantSpec}
	 */
	public static void main(String... args) throws Exception {
		LockProcess process = new LockProcess(ContestantSpec.of(args));
		process.channel.tell(Event.READY);
		process.channel.obey((command) -> process.measure(Integer.parseInt(command)));
	}

	private void measure(int rounds) {
		for (int i = 0; i < rounds; i++) {
			long begun = System.nanoTime();
			long held = lockAndUnlock();
			long ended = System.nanoTime();
			tellOf(HELD, begun, held);
			tellOf(OURS, begun, ended);
			long again = System.nanoTime();
			writeTwice();
			tellOf(RAW, again, System.nanoTime());
		}
		this.channel.tell(Event.DONE);
	}

	/** Returns when it was held. */
	private long lockAndUnlock() {
		this.lock.lock();
		try {
			return System.nanoTime();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void writeTwice() {
		try {
			this.wire.put("/v1/kv/raw/lock?acquire=" + this.session, "");
			this.wire.put("/v1/kv/raw/lock?release=" + this.session, "");
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void tellOf(String what, long begun, long ended) {
		this.channel.tell(new Event(what, begun, (ended - begun) / 1e6));
	}

}

package io.github.consulleader.benchmarks.size;

import io.github.consulleader.benchmarks.arena.Arena;
import io.github.consulleader.benchmarks.contest.ContestantKind;
import io.github.consulleader.benchmarks.contest.ContestantSpec;
import io.github.consulleader.benchmarks.process.Event;
import io.github.consulleader.benchmarks.process.Jvm;
import io.github.consulleader.load.Relay;

/** A process that is worker of all its roles, behind a relay that counts connections. */
final class Subject implements AutoCloseable {

	private final Relay relay;

	private final Jvm jvm;

	private final double emptyHeap;

	private final double emptyThreads;

	private double afterGrant;

	Subject(Arena arena, int copies, int roles) {
		this.relay = new Relay(arena.consul().uri(0));
		ContestantSpec spec = arena.contest(ContestantKind.OURS)
			.spec(0)
			.withRoles(roles)
			.withCopies(copies)
			.at(this.relay.address().toString());
		this.jvm = Jvm.contestant(spec);
		this.emptyHeap = this.jvm.figure("heap");
		this.emptyThreads = this.jvm.figure("threads");
	}

	void campaign(Arena arena) throws InterruptedException {
		this.jvm.perform("open");
		this.jvm.perform("campaign");
		this.jvm.await(Event.GRANTED);
		arena.pause(1000, 1000);
		this.afterGrant = this.jvm.figure("threads") - this.emptyThreads;
	}

	EngineFootprint.Taken taken() {
		return new EngineFootprint.Taken(this.jvm.figure("heap") - this.emptyHeap, this.afterGrant,
				this.jvm.figure("threads") - this.emptyThreads, this.relay.most());
	}

	@Override
	public void close() {
		this.jvm.close();
		this.relay.close();
	}

}

package io.github.consulleader.benchmarks.process;

import io.github.consulleader.benchmarks.contest.Contestant;
import io.github.consulleader.benchmarks.contest.GrantListener;
import io.github.consulleader.benchmarks.contest.ContestantSpec;

/** One contestant of this process, and what it was told. */
final class Member implements GrantListener {

	final Contestant contestant;

	private final Channel channel;

	private volatile boolean leads;

	private boolean campaigns;

	Member(ContestantSpec spec, Channel channel) throws Exception {
		this.channel = channel;
		this.contestant = spec.kind().open(spec, this);
	}

	void campaign() throws Exception {
		if (!this.campaigns) {
			this.campaigns = true;
			this.contestant.campaign();
		}
	}

	void standDown() throws Exception {
		this.campaigns = false;
		this.contestant.standDown();
	}

	boolean leads() {
		return this.leads;
	}

	@Override
	public void granted() {
		Event event = Event.now(Event.GRANTED);
		this.leads = true;
		this.channel.tell(event);
	}

	@Override
	public void revoked() {
		Event event = Event.now(Event.REVOKED);
		this.leads = false;
		this.channel.tell(event);
	}

}

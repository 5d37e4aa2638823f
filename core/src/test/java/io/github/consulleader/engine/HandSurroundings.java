package io.github.consulleader.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.Entry;
import io.github.consulleader.consul.Refusal;
import io.github.consulleader.role.Candidate;
import io.github.consulleader.role.HandOver;
import io.github.consulleader.role.Role;
import io.github.consulleader.role.Timings;
import io.github.consulleader.role.WhenStuck;
import io.github.consulleader.time.EventLoop;
import io.github.consulleader.time.HandLoop;
import io.github.consulleader.time.Stamp;
import org.jspecify.annotations.Nullable;

/** What a role has around it, by hand: writes wait for a test to answer them. */
final class HandSurroundings implements RoleContext {

	static final Candidate CANDIDATE = new Candidate("leader", "app", "me", "http://me:8080");

	static final RoleKeys KEYS = new RoleKeys(CANDIDATE);

	final Map<String, String> candidates = new HashMap<>();

	private final HandLoop loop = new HandLoop();

	private final Sequence sequence = new Sequence();

	private final RoleTransactions writes = new RoleTransactions(KEYS, new Codec(), CANDIDATE.instance(), 2000);

	private final List<Sent> sent = new ArrayList<>();

	private final List<String> log = new ArrayList<>();

	private @Nullable String session = Situation.MINE;

	private List<String> successors = List.of();

	private Runnable found = () -> {
	};

	private boolean slow;

	private @Nullable Stamp told;

	private WhenStuck whenStuck = WhenStuck.HOLD;

	private boolean informed = true;

	private boolean watchful = true;

	private final long since;

	HandSurroundings() {
		this.since = this.loop.ticker().monotonicNanos() - Situation.LOCK_DELAY;
	}

	List<Sent> sent() {
		return this.sent;
	}

	Sent lastSent() {
		return this.sent.get(this.sent.size() - 1);
	}

	List<String> log() {
		return this.log;
	}

	long looks() {
		return this.log.stream().filter("look"::equals).count();
	}

	void session(@Nullable String value) {
		this.session = value;
	}

	void successors(String... value) {
		this.successors = List.of(value);
	}

	/** The others are told now that the role is wanted. */
	void tell() {
		this.told = this.loop.ticker().stamp();
	}

	/** A look for successors is answered when a test says so. */
	void slow() {
		this.slow = true;
	}

	void foundSuccessors() {
		this.found.run();
	}

	void whenStuck(WhenStuck value) {
		this.whenStuck = value;
	}

	void watchful(boolean value) {
		this.watchful = value;
	}

	void informed(boolean value) {
		this.informed = value;
	}

	@Override
	public HandLoop loop() {
		return this.loop;
	}

	@Override
	public Candidate candidate() {
		return CANDIDATE;
	}

	@Override
	public Timings timings() {
		return Timings.balanced();
	}

	@Override
	public StepContext moment(Role role) {
		return new StepContext(this.loop.ticker().monotonicNanos(), this.session, Situation.rules(this.whenStuck),
				this.since, this.watchful)
			.told(this.told, this.loop.ticker().stamp());
	}

	@Override
	public Sequence sequence() {
		return this.sequence;
	}

	@Override
	public RoleTransactions writes() {
		return this.writes;
	}

	@Override
	public void send(TransactionBatcher.Write write) {
		this.sent.add(new Sent(write, this.loop));
	}

	@Override
	public void look() {
		this.log.add("look");
	}

	@Override
	public void lull() {
		this.log.add("lull");
	}

	@Override
	public void suspectSession() {
		this.log.add("suspect session");
	}

	@Override
	public void sessionGone(String gone, String why) {
		this.log.add("session gone " + gone);
	}

	@Override
	public List<String> successors(Role role) {
		return this.successors;
	}

	@Override
	public void lookForSuccessors(Runnable then) {
		this.log.add("look for successors");
		this.found = then;
		if (!this.slow) {
			then.run();
		}
	}

	@Override
	public void findCandidate(Role role, String instance, Consumer<String> found, Consumer<HandOver> otherwise) {
		String session = this.candidates.get(instance);
		if (session == null) {
			otherwise.accept(HandOver.UNKNOWN_INSTANCE);
		}
		else {
			found.accept(session);
		}
	}

	@Override
	public boolean isCampaigning() {
		return true;
	}

	@Override
	public boolean isInformed() {
		return this.informed;
	}

	@Override
	public void changed() {
		this.log.add("changed");
	}

	@Override
	public void logTransition(String text) {
		this.log.add(text);
	}

	@Override
	public void exit() {
		this.log.add("exit");
	}

	/** A transaction that waits for its answer. */
	static final class Sent {

		private final TransactionBatcher.Write write;

		private final Stamp sentAt;

		private Sent(TransactionBatcher.Write write, EventLoop loop) {
			this.write = write;
			this.sentAt = loop.ticker().stamp();
		}

		TransactionBatcher.Write write() {
			return this.write;
		}

		/** It is carried out, and the role's record is at an index then. */
		void committed(Role role, long index) {
			answer(new Answer.Done<>(List.of(new Entry(KEYS.lock(role), "", null, 0, 1, index),
					new Entry(KEYS.term(role), "", null, 0, 1, index))));
		}

		void refused(Refusal refusal) {
			answer(new Answer.Refused<>(refusal, "no"));
		}

		void unknown() {
			answer(new Answer.Unknown<>("no answer"));
		}

		private void answer(Answer<List<Entry>> answer) {
			this.write.reply().answered(answer, this.sentAt);
		}

	}

}

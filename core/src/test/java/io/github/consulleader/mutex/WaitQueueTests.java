package io.github.consulleader.mutex;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.Consul;
import io.github.consulleader.consul.Entry;
import io.github.consulleader.consul.Listing;
import io.github.consulleader.consul.Operation;
import io.github.consulleader.consul.Refusal;
import io.github.consulleader.role.Candidate;
import io.github.consulleader.role.Timings;
import io.github.consulleader.session.LoopRequests;
import io.github.consulleader.session.SessionPlan;
import io.github.consulleader.time.HandLoop;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Whose turn it is, on clocks that are set by hand. */
@Tag("F33")
class WaitQueueTests {

	private static final String LOCK = "leader/app/mutex/job/.lock";

	private static final Duration ALMOST = WaitQueue.STEP.minusMillis(1);

	private final HandLoop loop = new HandLoop();

	private final List<List<Operation>> written = new ArrayList<>();

	private final List<CompletableFuture<Answer<List<Entry>>>> answers = new ArrayList<>();

	private final Consul consul = (Consul) Proxy.newProxyInstance(getClass().getClassLoader(),
			new Class<?>[] { Consul.class }, (proxy, method, arguments) -> transact(arguments));

	private final MutexTable table = new MutexTable(this.consul, this.loop,
			new SessionPlan("mutex", new Candidate("leader", "app", "me", null), "nonce", Timings.balanced(), true),
			null, Runnable::run, new Outage(this.loop.ticker()));

	private final WaitQueue line = new WaitQueue(this.table,
			new LockWriter(this.consul, new LoopRequests(this.loop), LOCK, "me"), null, () -> this.changes++);

	private int changes;

	private int turns;

	private long index = 100;

	@SuppressWarnings("unchecked")
	private CompletableFuture<Answer<List<Entry>>> transact(Object[] arguments) {
		this.written.add((List<Operation>) arguments[0]);
		this.answers.add(new CompletableFuture<>());
		return this.answers.get(this.answers.size() - 1);
	}

	private static Entry ticket(String session, long createIndex) {
		return new Entry(MutexKeys.ticket(LOCK, session), "", session, KeyState.LOCK_FLAGS, createIndex, createIndex);
	}

	private void see(Entry... entries) {
		this.index++;
		this.line.see(MutexSnapshot.of(new Listing(List.of(entries), this.index), this.table.nextTurn(),
				this.loop.ticker().stamp(), false), "me");
	}

	private boolean mayTake() {
		return this.line.isOurTurn("me", () -> this.turns++);
	}

	private void answer(Answer<List<Entry>> answer) {
		this.answers.get(this.answers.size() - 1).complete(answer);
		this.loop.run();
	}

	private static Answer<List<Entry>> done(Entry... entries) {
		return new Answer.Done<>(List.of(entries));
	}

	@Test
	void theFirstGoesAtOnce() {
		see(ticket("you", 9), ticket("me", 8));
		assertThat(mayTake()).isTrue();
	}

	@Test
	void whoStandsAloneGoesAtOnce() {
		assertThat(mayTake()).isTrue();
		see();
		assertThat(mayTake()).isTrue();
	}

	@Test
	void theThirdGoesTwoStepsLater() {
		see(ticket("a", 5), ticket("me", 7), ticket("b", 6), ticket("c", 8));
		assertThat(mayTake()).isFalse();
		this.loop.advance(WaitQueue.STEP.plus(ALMOST));
		assertThat(this.turns).isZero();
		assertThat(mayTake()).isFalse();
		this.loop.advance(Duration.ofMillis(1));
		assertThat(this.turns).as("called once, though asked twice").isEqualTo(1);
		assertThat(mayTake()).isTrue();
	}

	@Test
	void whoHasNoTicketGoesLast() {
		see(ticket("a", 5));
		assertThat(mayTake()).isFalse();
		this.loop.advance(WaitQueue.STEP);
		assertThat(mayTake()).isTrue();
	}

	@Test
	void goesUpWhenTheFirstLeaves() {
		see(ticket("a", 5), ticket("me", 6));
		assertThat(mayTake()).isFalse();
		see(ticket("me", 6));
		assertThat(mayTake()).isTrue();
	}

	@Test
	void countsAnewEachTimeTheLockFallsFree() {
		see(ticket("a", 5), ticket("me", 6));
		assertThat(mayTake()).isFalse();
		this.loop.advance(ALMOST);
		this.line.closed();
		this.loop.advance(WaitQueue.STEP);
		assertThat(this.turns).as("somebody has it").isZero();
		assertThat(mayTake()).isFalse();
	}

	@Test
	void aTicketWithoutSessionIsNone() {
		Entry left = new Entry(MutexKeys.ticket(LOCK, "a"), "", null, KeyState.LOCK_FLAGS, 5, 5);
		see(left, ticket("me", 6));
		assertThat(mayTake()).isTrue();
		assertThat(this.line.hasOthers("me")).isFalse();
	}

	@Test
	void linesUpOnceAndLeavesOnce() {
		this.line.join("me", true);
		this.line.join("me", true);
		assertThat(this.written).hasSize(1);
		assertThat(this.line.mayHaveTicket()).as("on its way").isTrue();
		answer(done(ticket("me", 120)));
		assertThat(this.changes).isEqualTo(1);
		see();
		assertThat(this.line.mayHaveTicket()).as("a view of after it: gone").isFalse();
		see(ticket("me", 101));
		this.line.join("me", true);
		assertThat(this.written).hasSize(1);
		this.line.join("me", false);
		this.line.join("me", false);
		assertThat(this.written).hasSize(2);
		answer(done());
		assertThat(this.line.mayHaveTicket()).isFalse();
	}

	@Test
	void linesUpBehindWhoHasTheLockAndNotWhileItIsFree() {
		see(ticket("a", 5));
		this.line.follow("me", true, false, false);
		this.line.follow("me", false, true, false);
		assertThat(this.written).as("free, or nobody waits").isEmpty();
		this.line.follow("me", true, false, true);
		assertThat(this.written).as("it has it, but another waits, too").hasSize(1);
		answer(done(ticket("me", 120)));
		this.line.follow("me", true, false, false);
		assertThat(this.written).as("keeps its place while the lock is free").hasSize(1);
		this.line.follow("me", false, false, false);
		assertThat(this.written).hasSize(2);
	}

	@Test
	void linesUpBehindNobodyWhereNobodyElseWaits() {
		this.line.follow("me", true, false, true);
		assertThat(this.written).isEmpty();
		this.line.follow("me", true, true, false);
		assertThat(this.written).hasSize(1);
	}

	@Test
	void doesWithoutATicketThatIsRefused() {
		this.line.join("me", true);
		answer(new Answer.Refused<>(Refusal.BUSY, "no"));
		assertThat(this.line.mayHaveTicket()).isFalse();
		assertThat(this.written).hasSize(1);
		assertThat(this.changes).as("not at once again").isZero();
	}

	@Test
	void gaveUpItsTicketWithTheTake() {
		see(ticket("me", 5), ticket("a", 6));
		this.line.passed("me", new ReadBarrier(this.table.nextTurn(), 110));
		assertThat(this.line.mayHaveTicket()).isFalse();
		assertThat(mayTake()).as("the other comes first now").isFalse();
		assertThat(this.line.hasOthers("me")).isTrue();
	}

	@Test
	void forgetsATicketThatEndedWithItsSession() {
		this.line.join("me", true);
		this.line.sessionEnded();
		answer(done(ticket("me", 120)));
		assertThat(this.line.mayHaveTicket()).isFalse();
	}

	@Test
	void looksAtOnceOnlyAfterTheFirstRaceThatItLost() {
		assertThat(this.line.lostRace()).isTrue();
		assertThat(this.line.lostRace()).as("what it sees may be wrong").isFalse();
		this.line.closed();
		assertThat(this.line.lostRace()).isTrue();
	}

	@Test
	void knowsWhichLockATicketIsFor() {
		assertThat(MutexKeys.lockOf(MutexKeys.ticket(LOCK, "me"))).isEqualTo(LOCK);
		assertThat(MutexKeys.lockOf(LOCK)).isNull();
	}

}

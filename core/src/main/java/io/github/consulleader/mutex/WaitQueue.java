package io.github.consulleader.mutex;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import io.github.consulleader.consul.Entry;
import io.github.consulleader.mutex.LockWriter.Written;
import io.github.consulleader.time.EventLoop.Timer;
import io.github.consulleader.time.Stamp;
import org.jspecify.annotations.Nullable;

/**
 * The processes that wait for one mutex, in the order in which they lined up. Each has a
 * ticket: a key of its session, beside the lock's; one without a session counts for
 * nothing. When the lock falls free the first one tries at once and each other one a step
 * later than the one before it, if it still is free then; for a refused take is a write
 * in Consul's Raft log as well.
 * <p>
 * That is for the sake of order, not of safety: who has no ticket, such as
 * {@code consul lock}, takes what is free, and nobody waits for one that does not come.
 * All on the event loop.
 */
final class WaitQueue {

	/** What the first one needs to be woken and to take the lock, generously. */
	static final Duration STEP = Duration.ofMillis(50);

	private static final int LONGEST = 40;

	private final MutexTable table;

	private final LockWriter writer;

	private final Runnable changed;

	private List<Entry> tickets = List.of();

	/** Which views may say something about tickets. */
	private ReadBarrier freshness = ReadBarrier.ANY;

	private boolean hasTicket;

	private boolean writing;

	/** An answer that belongs to an older one comes too late. */
	private int generation;

	private @Nullable Stamp freeSince;

	private boolean lost;

	private @Nullable Timer timer;

	WaitQueue(MutexTable table, LockWriter writer, @Nullable MutexSnapshot view, Runnable changed) {
		this.table = table;
		this.writer = writer;
		this.changed = changed;
		this.tickets = (view != null) ? view.tickets(writer.path()) : List.of();
	}

	/** Whether there is, or may be, a ticket of this process. */
	boolean mayHaveTicket() {
		return this.hasTicket || this.writing;
	}

	/** Whether others wait, too. */
	boolean hasOthers(String session) {
		return this.tickets.stream().anyMatch((ticket) -> !session.equals(ticket.session()));
	}

	void see(MutexSnapshot view, @Nullable String session) {
		if (!this.freshness.admits(view)) {
			return;
		}
		this.freshness = this.freshness.seen(view);
		this.tickets = view.tickets(this.writer.path());
		if (!this.writing) {
			this.hasTicket = session != null
					&& this.tickets.stream().anyMatch((ticket) -> session.equals(ticket.session()));
		}
	}

	/**
	 * Lines up behind who has the lock. Not while it is free: somebody is about to take
	 * it then, and one more write would hold that up.
	 * @param waiting whether somebody in this process waits
	 * @param taken whether another process has the lock
	 * @param held whether this process has it
	 */
	void follow(String session, boolean waiting, boolean taken, boolean held) {
		boolean worthIt = taken || this.hasTicket || (held && hasOthers(session));
		join(session, waiting && worthIt);
	}

	/** Lines up, or leaves the line, if that has not been done. */
	void join(String session, boolean wanted) {
		if (this.writing || wanted == this.hasTicket) {
			return;
		}
		this.writing = true;
		int mine = this.generation;
		Consumer<Written> then = (written) -> {
			if (mine == this.generation) {
				this.writing = false;
				joined(session, wanted, written);
			}
		};
		if (wanted) {
			this.writer.lineUp(session, then);
		}
		else {
			this.writer.leaveLine(session, then);
		}
	}

	private void joined(String session, boolean wanted, Written written) {
		switch (written.verdict()) {
			case DONE -> {
				this.hasTicket = wanted;
				long turn = this.table.nextTurn();
				this.freshness = wanted ? new ReadBarrier(turn, written.index()) : ReadBarrier.after(turn);
				this.changed.run();
			}
			case UNCERTAIN -> {
				this.hasTicket = true;
				this.freshness = ReadBarrier.after(this.table.nextTurn());
				this.table.uncertain();
			}
			case SESSION_GONE -> this.table.sessionNotFound(session, written.detail());
			case DELAYED, CHANGED, REFUSED, BUSY -> {
				// It will do without, unless there is another occasion.
			}
		}
		this.table.settled();
	}

	/**
	 * Whether it is this process's turn to take a lock that is free.
	 * @param then called when it may be, if it is not yet
	 */
	boolean isOurTurn(String session, Runnable then) {
		Stamp now = this.table.ticker().stamp();
		Stamp since = (this.freeSince != null) ? this.freeSince : now;
		stay(since);
		Duration rest = STEP.multipliedBy(Math.min(before(session), LONGEST)).minus(Elapsed.between(since, now));
		if (rest.isNegative() || rest.isZero()) {
			return true;
		}
		this.timer = this.table.schedule(rest, then);
		return false;
	}

	private int before(String session) {
		int before = 0;
		for (Entry ticket : this.tickets) {
			if (session.equals(ticket.session())) {
				return before;
			}
			before++;
		}
		return before;
	}

	/** The lock is not free. */
	void closed() {
		this.lost = false;
		stay(null);
	}

	/**
	 * Somebody else was faster, or what was seen is not what there is. Returns whether it
	 * is the first time since the lock was seen to be taken, so that it is worth a look
	 * at once.
	 */
	boolean lostRace() {
		boolean first = !this.lost;
		this.lost = true;
		return first;
	}

	/** This process has taken the lock, and given up its ticket with that. */
	void passed(String session, ReadBarrier since) {
		this.freshness = since;
		this.hasTicket = false;
		this.lost = false;
		this.tickets = this.tickets.stream().filter((ticket) -> !session.equals(ticket.session())).toList();
		stay(null);
	}

	void sessionEnded() {
		this.generation++;
		this.writing = false;
		this.hasTicket = false;
		stay(null);
	}

	private void stay(@Nullable Stamp since) {
		this.freeSince = since;
		if (this.timer != null) {
			this.timer.cancel();
			this.timer = null;
		}
	}

}

package io.github.consulleader.engine;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.Entry;
import io.github.consulleader.consul.Operation;
import io.github.consulleader.consul.Refusal;
import io.github.consulleader.role.Role;
import io.github.consulleader.time.Stamp;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one role's transactions, one at a time, and knows which answers of Consul are
 * too old to count: those asked for before the last write was answered. Event loop only.
 */
final class RoleWriter {

	private static final Logger logger = LoggerFactory.getLogger(RoleWriter.class);

	private final Role role;

	private final RoleContext around;

	private final StatusBoard board;

	private final BiConsumer<Outcome, Stamp> outcomes;

	private LockValue told;

	private @Nullable String preferred;

	private boolean writing;

	private boolean telling;

	private boolean complained;

	private boolean lookDue;

	private long barrier;

	private long generation;

	RoleWriter(Role role, RoleContext around, StatusBoard board, BiConsumer<Outcome, Stamp> outcomes) {
		this.role = role;
		this.around = around;
		this.board = board;
		this.outcomes = outcomes;
		this.told = new LockValue(around.candidate().instance(), around.candidate().address(), 0, List.of());
	}

	boolean isWriting() {
		return this.writing;
	}

	/** When the last take was sent, by the wall clock. */
	long takenAt() {
		return this.told.since();
	}

	/** Whether an answer counts; if not, a newer one is asked for. */
	boolean counts(long sent) {
		if (!this.writing && sent > this.barrier) {
			return true;
		}
		look();
		return false;
	}

	/**
	 * Asks a quorum what is true, now or as soon as the write that is under way was
	 * answered.
	 */
	void look() {
		this.lookDue = this.writing;
		if (!this.writing) {
			this.around.look();
		}
	}

	/** Does what is to be asked or written; whether it was something of that. */
	boolean carryOut(Effect effect, long lockDelay, BooleanSupplier confident) {
		if (effect instanceof Effect.QuorumRead) {
			look();
		}
		else if (effect instanceof Effect.Take take) {
			take(take);
		}
		else if (effect instanceof Effect.CreateRecord) {
			createRecord(lockDelay);
		}
		else if (effect instanceof Effect.HandOver handOver) {
			handOver(handOver.held(), confident);
		}
		else if (effect instanceof Effect.ReleaseStray drop) {
			drop(drop);
		}
		else {
			return false;
		}
		return true;
	}

	void take(Effect.Take take) {
		String session = session();
		this.preferred = null;
		this.told = new LockValue(this.told.instance(), this.told.address(), this.around.loop().ticker().wallMillis(),
				List.of());
		write(this.around.writes().take(this.role, take, session, this.told), take.first(), session);
	}

	void createRecord(long lockDelay) {
		write(this.around.writes().createRecord(this.role, TimeUnit.NANOSECONDS.toMillis(lockDelay)), true, "");
	}

	/**
	 * Hands over, naming those who are to follow. Only confidence tells that nobody else
	 * has had the role since: without it those are named who were named while there was
	 * some. Who has come later may follow a term of which we know nothing.
	 */
	void handOver(OwnTerm held, BooleanSupplier confident) {
		if (!confident.getAsBoolean() || name(this.around.successors(this.role))) {
			handOver(held);
			return;
		}
		this.writing = true;
		long mine = this.generation;
		this.around.lookForSuccessors(() -> {
			if (mine == this.generation) {
				if (confident.getAsBoolean()) {
					name(this.around.successors(this.role));
				}
				handOver(held);
			}
		});
	}

	/** Whether there is anybody. */
	private boolean name(List<String> successors) {
		String first = this.preferred;
		List<String> order = (first == null) ? successors
				: Stream.concat(Stream.of(first), successors.stream().filter((other) -> !other.equals(first)))
					.limit(Succession.NAMED)
					.toList();
		this.told = this.told.withSuccessors(order);
		return hasNamed();
	}

	/** The term's hand-over is to name a session first. */
	void prefer(String session) {
		this.preferred = session;
	}

	/** Whether the last hand-over, or whatever was told last, has named anybody. */
	boolean hasNamed() {
		return !this.told.successors().isEmpty();
	}

	private void handOver(OwnTerm held) {
		List<String> next = this.told.successors();
		if (!next.isEmpty()) {
			this.around.lull();
		}
		write(this.around.writes().handOver(this.role, held, this.told, next), true, held.session());
	}

	void drop(Effect.ReleaseStray drop) {
		String session = session();
		write(this.around.writes().drop(this.role, drop, session, this.told), false, session);
	}

	/**
	 * Writes the first successors into the lock's value when they have changed. Advice: a
	 * failure is left alone.
	 */
	void tellSuccessors(OwnTerm held) {
		List<String> list = this.around.successors(this.role);
		if (this.telling || this.told.successors().equals(list)) {
			return;
		}
		this.telling = true;
		long mine = this.generation;
		LockValue value = this.told.withSuccessors(list);
		this.around.send(new TransactionBatcher.Write(this.around.writes().update(this.role, held, value), true,
				(answer, sentAt) -> {
					if (mine != this.generation) {
						return;
					}
					this.telling = false;
					if (answer instanceof Answer.Done && this.told.since() == value.since()) {
						this.told = value;
						this.around.changed();
					}
					else {
						look();
					}
				}));
	}

	/** Forgets what was under way; whatever becomes of it shows later. */
	void recover() {
		this.writing = false;
		this.telling = false;
		this.generation++;
		this.barrier = this.around.sequence().last();
	}

	private String session() {
		@Nullable String session = this.around.moment(this.role).session();
		if (session == null) {
			throw new IllegalStateException("Role " + this.role + ": a write without a session");
		}
		return session;
	}

	private void write(List<Operation> operations, boolean shared, String session) {
		this.writing = true;
		long mine = this.generation;
		this.around.send(new TransactionBatcher.Write(operations, shared, (answer, sentAt) -> {
			if (mine != this.generation) {
				look();
				return;
			}
			this.writing = false;
			this.barrier = this.around.sequence().last();
			this.outcomes.accept(outcome(answer, session), sentAt);
			if (this.lookDue) {
				look();
			}
		}));
	}

	private Outcome outcome(Answer<List<Entry>> answer, String session) {
		if (answer instanceof Answer.Done<List<Entry>> done) {
			complain(null);
			return new Outcome.Committed(this.around.writes().token(this.role, done.value()), true);
		}
		if (answer instanceof Answer.Refused<List<Entry>> refused) {
			if (refused.refusal() == Refusal.SESSION_GONE) {
				this.around.sessionGone(session, refused.detail());
			}
			Outcome.Rejected rejected = AnswerClassifier.rejected(refused.refusal());
			complain((rejected == Outcome.Rejected.REFUSED) ? AnswerClassifier.detail(answer) : null);
			return rejected;
		}
		complain(AnswerClassifier.detail(answer));
		return Outcome.Ambiguous.UNKNOWN;
	}

	/** Takes back only what it has said itself, and logs what is new. */
	private void complain(@Nullable String problem) {
		if (problem != null && !this.complained) {
			logger.info("Role {}: a write failed, or its outcome is unknown: {}", this.role, problem);
		}
		if (problem != null || this.complained) {
			this.board.problem(problem);
		}
		this.complained = problem != null;
	}

}

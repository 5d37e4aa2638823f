package io.github.consulleader.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import io.github.consulleader.role.LeadershipListener;
import io.github.consulleader.role.Revocation;
import io.github.consulleader.role.Role;
import io.github.consulleader.role.Term;
import io.github.consulleader.time.Confidence;
import io.github.consulleader.time.Stamp;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shell of one role: feeds its state on the event loop, carries the effects out, and
 * shows readers what they may believe.
 */
final class RoleMachine implements TermCallbacks.Reports {

	private static final Logger logger = LoggerFactory.getLogger(RoleMachine.class);

	private final Role role;

	private final RoleContext around;

	private final TermCallbacks work;

	private final Alarm alarm;

	private final StatusBoard board;

	private final RoleWriter writer;

	private final RoleRequests requests;

	private List<Runnable> whenOff = new ArrayList<>();

	private RoleState state = new Inactive(Memory.BLANK);

	private @Nullable Confidence confidence;

	private ObservationHistory acquaintance = new ObservationHistory();

	private final LeadershipHandle view;

	RoleMachine(Role role, LeadershipListener listener, CallbackSupport code, RoleContext around) {
		this.role = role;
		this.around = around;
		this.work = new TermCallbacks(role, listener, code, this);
		this.alarm = new Alarm(around.loop(), () -> dispatch((now) -> now.wake(moment())));
		this.board = new StatusBoard(role, around);
		this.writer = new RoleWriter(role, around, this.board, this::answered);
		this.requests = new RoleRequests(this, around, this.writer, this.board);
		this.view = new LeadershipHandle(role, this.work, this.board, this.requests);
	}

	/** What the user holds of it. Any thread. */
	LeadershipHandle leadership() {
		return this.view;
	}

	Role role() {
		return this.role;
	}

	/** Knows what another has seen of the role until now. */
	void inherit(RoleMachine other) {
		this.acquaintance = other.acquaintance;
		this.state = this.state.with(Memory.BLANK.knowing(other.state.memory()));
	}

	/** Unless it is paused. */
	void want() {
		if (!this.requests.isPaused()) {
			dispatch((now) -> now.want(moment()));
		}
	}

	void leave(Revocation why) {
		dispatch((now) -> now.leave(why, moment()));
	}

	void session() {
		dispatch((now) -> now.session(moment()));
	}

	/** What an answer of Consul shows of this role, and when it was asked for. */
	void seen(RoleSnapshot seen, Observation sighting) {
		this.acquaintance.heard(seen);
		if (this.writer.counts(sighting.sent())) {
			this.board.seen(seen);
			this.acquaintance.saw(seen, this.around.moment(this.role));
			dispatch((now) -> now.with(now.memory().saw(seen)).seen(seen, sighting.quorum(), moment()),
					sighting.sentAt());
		}
		else if (sighting.quorum() && !moment().watchful()) {
			observationLost(); // after it we are watchful again, and nothing else would
								// tell
		}
	}

	/** The others who want this role have changed. */
	void succession(boolean alone) {
		if (alone) {
			dispatch((now) -> now.noRivals(moment()));
		}
		tellSuccessors();
	}

	/** Writes into the lock's value who is to follow, if that has changed. */
	void tellSuccessors() {
		if (this.state instanceof Leading now && isConfident()) {
			this.writer.tellSuccessors(now.held());
		}
	}

	/** Answers of Consul have failed. */
	void observationLost() {
		dispatch((now) -> now.observationLost(moment()));
	}

	RoleState state() {
		return this.state;
	}

	boolean isOff() {
		return this.state instanceof Inactive && !this.writer.isWriting();
	}

	@Override
	public void granted(Term term, @Nullable Throwable failure) {
		this.around.loop().execute(() -> {
			if (failure != null && isCurrent(term)) {
				logger.warn("Role {}: the grant callback failed; the role is given up", this.role, failure);
				this.board.problem("the grant callback failed: " + failure);
				dispatch((now) -> now.grantFailed(moment()));
			}
			else if (isCurrent(term)) {
				dispatch((now) -> now.granted(moment()));
			}
		});
	}

	@Override
	public void stopped() {
		this.around.loop().execute(() -> dispatch((now) -> now.stopped(moment())));
	}

	/**
	 * Something failed in the engine itself: nothing may be believed, and everything
	 * begins anew.
	 */
	void recover() {
		Optional.ofNullable(this.confidence).ifPresent(Confidence::end);
		this.view.show(null);
		this.writer.recover();
		apply(this.state.lost(Revocation.ENGINE_FAILED, moment()), this.around.loop().ticker().stamp());
	}

	/** Calls back when nothing of the role is left here. */
	void whenOff(Runnable then) {
		this.whenOff.add(then);
	}

	/**
	 * The engine has stopped without being able to hand over: whatever Consul still has
	 * of us runs out by itself.
	 */
	void abandon() {
		this.alarm.cancel();
		this.writer.recover();
		this.view.show(null);
		this.state = new Inactive(this.state.memory().wanting(false));
		this.board.state(this.state);
		this.requests.settle(false);
		off();
	}

	private void off() {
		List<Runnable> told = this.whenOff;
		this.whenOff = new ArrayList<>();
		told.forEach(Runnable::run);
		this.requests.off();
	}

	/** Shows people what has changed around the role. */
	void refresh() {
		this.board.state(this.state);
	}

	private StepContext moment() {
		return this.acquaintance.of(this.around.moment(this.role));
	}

	private boolean isConfident() {
		Confidence current = this.confidence;
		return current != null && current.holds();
	}

	private boolean isCurrent(Term term) {
		return this.state instanceof Leading now && now.held().token() == term.token();
	}

	private void dispatch(Function<RoleState, Step> signal) {
		dispatch(signal, this.around.loop().ticker().stamp());
	}

	/**
	 * Confidence that ran out is never extended by what comes late: its end comes first.
	 */
	private void dispatch(Function<RoleState, Step> signal, Stamp sentAt) {
		Confidence current = this.confidence;
		if (current != null && this.state.isHolding() && !current.holds()) {
			apply(this.state.lost(Revocation.CONFIDENCE_LOST, moment()), sentAt);
		}
		apply(signal.apply(this.state), sentAt);
	}

	private void apply(Step step, Stamp sentAt) {
		this.state = step.next();
		if (!(this.state instanceof Leading)) {
			this.view.show(null);
		}
		step.effects().forEach((effect) -> carryOut(effect, sentAt));
		this.alarm.set(this.state.wakeAt());
		Confidence current = this.confidence;
		if (current != null && this.state.isHolding()) {
			this.alarm.set(current.deadline());
		}
		this.board.state(this.state);
		this.around.changed();
		if (isOff()) {
			off();
		}
	}

	/** A committed take is the first confirmation, counted from when it was sent. */
	private void answered(Outcome outcome, Stamp sentAt) {
		if (this.state instanceof Acquiring && outcome instanceof Outcome.Committed committed) {
			Confidence given = new Confidence(this.around.loop().ticker(), this.around.timings().confidence(), sentAt);
			this.confidence = given;
			Outcome timely = new Outcome.Committed(committed.token(), given.holds());
			dispatch((now) -> now.answered(timely, moment()));
		}
		else {
			dispatch((now) -> now.answered(outcome, moment()));
		}
	}

	private void carryOut(Effect effect, Stamp sentAt) {
		if (this.writer.carryOut(effect, moment().rules().lockDelay(), this::isConfident)) {
			return;
		}
		if (effect instanceof Effect.Confirm && this.confidence != null) {
			this.confidence.confirm(sentAt);
		}
		else if (effect instanceof Effect.Grant grant) {
			grant(grant.held());
		}
		else if (effect instanceof Effect.Revoke revoke) {
			this.board.revoked(revoke.reason());
			this.work.revoke(revoke.reason());
			this.around.logTransition("Role " + this.role + ": worker no longer, " + revoke.reason());
		}
		else if (effect instanceof Effect.Interrupt) {
			this.work.interrupt();
		}
		else if (effect instanceof Effect.Stuck) {
			logger.error("Role {}: its work will not end, policy {}:{}", this.role, moment().rules().whenStuck(),
					this.work.describe());
		}
		else if (effect instanceof Effect.Exit) {
			this.around.exit();
		}
		else if (effect instanceof Effect.SuspectSession) {
			this.around.suspectSession();
		}
		else if (effect instanceof Effect.TermOver settled) {
			this.requests.settle(settled.handedOver());
		}
	}

	private void grant(OwnTerm held) {
		Confidence given = this.confidence;
		if (given == null) {
			throw new IllegalStateException("Role " + this.role + ": a grant without a confirmation");
		}
		Term term = new Term(this.role, held.n(), held.token(), this.around.candidate().instance(),
				Instant.ofEpochMilli(this.writer.takenAt()));
		this.board.granted(term);
		this.view.show(new ConfirmedTerm(term, given));
		this.around.lull();
		this.work.grant(term);
		this.around
			.logTransition("Role " + this.role + ": worker now, term " + term.number() + ", token " + term.token());
	}

}

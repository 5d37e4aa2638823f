package io.github.consulleader.session;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

import io.github.consulleader.consul.Ack;
import io.github.consulleader.consul.AgentInfo;
import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.Consul;
import io.github.consulleader.consul.Refusal;
import io.github.consulleader.time.Backoff;
import io.github.consulleader.time.EventLoop;
import io.github.consulleader.time.EventLoop.Timer;
import io.github.consulleader.time.Stamp;
import org.jspecify.annotations.Nullable;

/**
 * One way to one session: asks step by step, with pauses, until there is one or it is
 * called off. All on the event loop.
 */
final class SessionCreation {

	private static final String SEVERAL_AGENTS = "several agents answer in turn, as behind a load balancer: one knows the "
			+ "check, another does not. Connect to one agent, as a rule that of this machine; where that cannot be, set "
			+ "agent-check to false, which says the same without a warning";

	/** Receives the outcome. */
	interface Outcome {

		/**
		 * There is a session.
		 * @param uncheckable why it has no check, though there should be one, or
		 * {@code null}
		 */
		void opened(String sessionId, boolean checked, Stamp asked, @Nullable String uncheckable);

		/**
		 * The answer that was awaited when this was called off.
		 * @param sessionId a session that nobody wants any more, or {@code null}
		 */
		void calledOff(@Nullable String sessionId);

	}

	private final Consul consul;

	private final EventLoop loop;

	private final SessionNames names;

	private final Registrations registrations;

	private final CheckPasses passes;

	private final @Nullable String datacenter;

	private final Problems problems;

	private final Outcome outcome;

	private final Backoff pause;

	private final Backoff longPause;

	private Stamp asked;

	private boolean over;

	private boolean identified;

	/** Why there is no check, though there should be one. */
	private @Nullable String uncheckable;

	/** Whether a request is under way that leaves something behind. */
	private boolean leaving;

	private @Nullable Timer timer;

	SessionCreation(Consul consul, EventLoop loop, SessionNames names, Registrations registrations, CheckPasses passes,
			@Nullable String datacenter, RandomGenerator random, Problems problems, Outcome outcome) {
		this.consul = consul;
		this.loop = loop;
		this.names = names;
		this.registrations = registrations;
		this.passes = passes;
		this.datacenter = datacenter;
		this.problems = problems;
		this.outcome = outcome;
		this.asked = loop.ticker().stamp();
		this.pause = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5), random);
		this.longPause = new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(30), random);
	}

	void begin(Duration delay) {
		this.timer = this.loop.schedule(delay, () -> orStartOver(
				() -> take(this.identified ? SessionCreationStep.REGISTER : SessionCreationStep.IDENTIFY, true)));
	}

	/**
	 * What is thrown belongs to the loop, but nobody there knows of this: without another
	 * start there would never be a session.
	 */
	private void orStartOver(Runnable step) {
		try {
			step.run();
		}
		catch (RuntimeException | Error ex) {
			if (!this.over) {
				this.leaving = false;
				begin(this.pause.next());
			}
			throw ex;
		}
	}

	/**
	 * Calls it off.
	 * @return whether a check or a session may still come of it, then
	 * {@link Outcome#calledOff} follows: what removes them must not overtake it
	 */
	boolean cancel() {
		this.over = true;
		if (this.timer != null) {
			this.timer.cancel();
		}
		return this.leaving;
	}

	private void take(SessionCreationStep step, boolean checked) {
		if (this.over) {
			return;
		}
		switch (step) {
			case IDENTIFY -> ask(step, this.consul.self(), checked);
			case REGISTER -> register();
			case PASS -> this.passes.twice((answer) -> orStartOver(() -> passed(answer)));
			case CREATE -> {
				this.leaving = true;
				this.asked = this.loop.ticker().stamp();
				ask(step, this.consul.createSession(this.names.spec(checked)), checked);
			}
		}
	}

	private void register() {
		if (!this.consul.agentCheck()) {
			take(SessionCreationStep.CREATE, false);
		}
		else if (this.passes.affinity().isLost()) {
			this.uncheckable = SEVERAL_AGENTS;
			take(SessionCreationStep.CREATE, false);
		}
		else {
			this.leaving = true;
			this.registrations
				.register((answer) -> orStartOver(() -> answered(SessionCreationStep.REGISTER, answer, true)));
		}
	}

	/** If the check is missing at one agent: is it so at another? */
	private void passed(Answer<Ack> answer) {
		if (CheckPasses.isMissing(answer) && !this.over) {
			this.passes.twice((second) -> orStartOver(() -> answered(SessionCreationStep.PASS, answer, true)));
		}
		else {
			answered(SessionCreationStep.PASS, answer, true);
		}
	}

	private <T> void ask(SessionCreationStep step, CompletableFuture<Answer<T>> request, boolean checked) {
		new LoopRequests(this.loop).ask(request, (answer) -> orStartOver(() -> answered(step, answer, checked)));
	}

	private void answered(SessionCreationStep step, Answer<?> answer, boolean checked) {
		boolean awaited = this.leaving;
		this.leaving = false;
		String created = createdBy(step, answer);
		if (this.over) {
			if (awaited) {
				this.outcome.calledOff(created);
			}
			return;
		}
		if (isElsewhere(answer)) {
			return;
		}
		if (step == SessionCreationStep.PASS && this.passes.affinity().isLost()) {
			register();
			return;
		}
		switch (step.after(answer)) {
			case REGISTER -> {
				this.identified = true;
				take(SessionCreationStep.REGISTER, checked);
			}
			case PASS -> take(SessionCreationStep.PASS, checked);
			case CREATE -> take(SessionCreationStep.CREATE, checked);
			case OPENED -> {
				String made = Objects.requireNonNull(created);
				this.over = true;
				this.outcome.opened(made, checked, this.asked, checked ? null : this.uncheckable);
			}
			case CREATE_UNCHECKED -> {
				this.uncheckable = LoopRequests.detail(answer) + ". The rule that it takes: "
						+ this.names.missingServiceRule();
				take(SessionCreationStep.CREATE, false);
			}
			case RETRY -> retry(step, answer, this.pause);
			case RETRY_SLOWLY -> retry(step, answer, this.longPause);
		}
	}

	private static @Nullable String createdBy(SessionCreationStep step, Answer<?> answer) {
		return (step == SessionCreationStep.CREATE && answer instanceof Answer.Done<?> done) ? (String) done.value()
				: null;
	}

	private boolean isElsewhere(Answer<?> answer) {
		if (this.datacenter != null && answer instanceof Answer.Done<?> done && done.value() instanceof AgentInfo agent
				&& !Objects.equals(agent.datacenter(), this.datacenter)) {
			this.problems.report(Problems.Source.OPENING,
					"the agent is in datacenter '%s', but '%s' is configured: a lock excludes within one datacenter only. "
						.formatted(agent.datacenter(), this.datacenter)
							+ "Connect to an agent of '%s' or correct the datacenter.".formatted(this.datacenter));
			begin(this.longPause.next());
			return true;
		}
		return false;
	}

	/**
	 * A check that is missing as soon as it was registered is soon explained: it is
	 * passed, or several agents answer.
	 */
	private void retry(SessionCreationStep step, Answer<?> answer, Backoff backoff) {
		boolean missing = answer instanceof Answer.Refused<?> refused && refused.refusal() == Refusal.CHECK_MISSING;
		if (step != SessionCreationStep.PASS || !missing) {
			this.problems.report(Problems.Source.OPENING, text(step, answer));
		}
		begin(backoff.next());
	}

	private String text(SessionCreationStep step, Answer<?> answer) {
		return "no session, as we could not " + step.deed() + ": " + LoopRequests.detail(answer)
				+ LoopRequests.advice(answer, this.names.missingSessionRule());
	}

}

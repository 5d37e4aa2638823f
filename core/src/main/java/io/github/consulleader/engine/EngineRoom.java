package io.github.consulleader.engine;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

import io.github.consulleader.consul.Consul;
import io.github.consulleader.role.Candidate;
import io.github.consulleader.role.Role;
import io.github.consulleader.role.Timings;
import io.github.consulleader.session.SessionKeeper;
import io.github.consulleader.session.SessionListener;
import io.github.consulleader.session.SessionPlan;
import io.github.consulleader.time.Backoff;
import io.github.consulleader.time.EventLoop;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all roles of a process share: session, watch, quorum reads, candidacies and the
 * way to Consul. Event loop only, but for what people may read.
 */
final class EngineRoom implements Surroundings, SessionListener {

	private static final Logger logger = LoggerFactory.getLogger(EngineRoom.class);

	private final Consul consul;

	private final EventLoop loop;

	private final EngineSettings settings;

	private final RandomGenerator random;

	private final Runnable exit;

	private final Map<Role, RoleMachine> machines;

	/** Withdrawn, but still to give up a lock that a late write may bring. */
	private final Map<Role, RoleMachine> retired = new HashMap<>();

	private final Runnable reviewed;

	private final Rules rules;

	private final Sequence sequence = new Sequence();

	private final RoleWrites writes;

	private final RolesView view;

	private final Outbox outbox;

	private final PrefixWatch watch;

	private final QuorumReader reader;

	private final Candidacies candidacies;

	private @Nullable SessionKeeper keeper;

	private boolean reviewing;

	private long informedSince;

	private volatile boolean informed;

	private volatile @Nullable String session;

	private volatile boolean checked;

	private volatile @Nullable String sessionProblem;

	private volatile @Nullable String watchProblem;

	EngineRoom(Consul consul, EventLoop loop, EngineSettings settings, RandomGenerator random, Runnable exit,
			Map<Role, RoleMachine> machines, Runnable reviewed) {
		this.consul = consul;
		this.loop = loop;
		this.settings = settings;
		this.random = random;
		this.exit = exit;
		this.machines = machines;
		this.reviewed = reviewed;
		Timings timings = settings.timings();
		Candidate candidate = settings.candidate();
		RoleKeys keys = new RoleKeys(candidate);
		Codec codec = new Codec();
		this.rules = Rules.of(timings, settings.whenStuck(), random.nextDouble());
		this.writes = new RoleWrites(keys, codec, candidate.instance(), timings.lockDelay().toMillis());
		this.view = new RolesView(keys, codec);
		this.outbox = new Outbox(consul, loop);
		this.watch = new PrefixWatch(consul, loop, this.sequence, keys.roles(), backoff(100, 2000), this::sighted,
				this::watchProblem);
		this.reader = new QuorumReader(consul, loop, this.sequence, keys.roles(), timings.confirmEvery(),
				backoff(20, 1000), this::sighted, this::readProblem);
		CandidateKey key = new CandidateKey(consul, loop, keys, codec, candidate, backoff(200, 5000));
		this.candidacies = new Candidacies(consul, loop, this.sequence, keys, codec, key, backoff(100, 2000),
				this::succession);
	}

	void open() {
		SessionPlan plan = new SessionPlan("roles", candidate(), Long.toHexString(this.random.nextLong()), timings(),
				this.settings.gossipCheck());
		this.keeper = new SessionKeeper(this.consul, this.loop, plan, this, this.settings.datacenter());
		this.keeper.start();
		this.reader.start();
		this.watch.start();
	}

	/**
	 * Ends session and watches; the machines must be off or given up. Calls back on the
	 * loop with whether Consul confirmed it.
	 */
	void close(Consumer<Boolean> confirmed) {
		this.reader.stop();
		this.watch.stop();
		this.candidacies.watch(false);
		this.candidacies.show(this.session, List.of());
		this.informed = false;
		this.watchProblem = null;
		SessionKeeper ending = this.keeper;
		this.keeper = null;
		this.retired.values().forEach(RoleMachine::abandon);
		this.retired.clear();
		if (ending == null) {
			this.loop.execute(() -> confirmed.accept(true));
			return;
		}
		this.loop.whenDone(ending.stop(), confirmed);
	}

	void retire(RoleMachine machine) {
		this.retired.put(machine.role(), machine);
		changed();
	}

	/**
	 * The role is taken part in anew: what was left of it is the new machine's matter.
	 */
	void replace(Role role) {
		RoleMachine old = this.retired.remove(role);
		if (old != null) {
			old.abandon();
		}
	}

	void beginSessionAnew() {
		if (this.keeper != null) {
			this.keeper.destroy();
		}
	}

	@Nullable String session() {
		return this.session;
	}

	boolean isChecked() {
		return this.checked || this.session == null;
	}

	@Nullable String problem() {
		String first = this.sessionProblem;
		return (first != null) ? first : this.watchProblem;
	}

	@Override
	public EventLoop loop() {
		return this.loop;
	}

	@Override
	public Candidate candidate() {
		return this.settings.candidate();
	}

	@Override
	public Timings timings() {
		return this.settings.timings();
	}

	@Override
	public Moment moment() {
		return new Moment(this.loop.ticker().monotonicNanos(), this.session, this.rules, this.informedSince);
	}

	@Override
	public Sequence sequence() {
		return this.sequence;
	}

	@Override
	public RoleWrites writes() {
		return this.writes;
	}

	@Override
	public void send(Outbox.Write write) {
		this.outbox.add(write);
	}

	@Override
	public void look() {
		this.reader.look();
	}

	@Override
	public void suspectSession() {
		if (this.keeper != null) {
			this.keeper.suspect();
		}
	}

	@Override
	public void sessionGone(String gone, String why) {
		if (this.keeper != null) {
			this.keeper.gone(gone, why);
		}
	}

	@Override
	public List<String> successors(Role role) {
		return this.candidacies.successors(role);
	}

	@Override
	public boolean isInformed() {
		return this.informed;
	}

	@Override
	public void changed() {
		if (!this.reviewing) {
			this.reviewing = true;
			this.loop.execute(this::review);
		}
	}

	@Override
	public void exit() {
		this.exit.run();
	}

	@Override
	public void sessionBegan(String sessionId, boolean hangsOnCheck) {
		this.session = sessionId;
		this.checked = hangsOnCheck;
		this.machines.values().forEach(RoleMachine::session);
		changed();
	}

	@Override
	public void sessionEnded(String sessionId, String why) {
		logger.info("Session {} has ended: {}", sessionId, why);
		this.session = null;
		this.machines.values().forEach(RoleMachine::session);
		changed();
	}

	@Override
	public void problem(@Nullable String problem) {
		this.sessionProblem = problem;
	}

	private void watchProblem(@Nullable String problem) {
		String before = this.watchProblem;
		this.watchProblem = problem;
		if (problem != null && before == null) {
			logger.warn("Consul does not answer the watch on roles; it is asked again with back-off: {}", problem);
		}
		else if (problem == null && before != null) {
			logger.info("Consul answers the watch on roles again");
		}
		if (problem != null) {
			blinded();
		}
	}

	private void readProblem(@Nullable String problem) {
		if (problem != null) {
			logger.debug("Consul does not confirm; it is asked again: {}", problem);
			blinded();
		}
	}

	private void blinded() {
		this.informed = false;
		this.machines.values().forEach(RoleMachine::blinded);
	}

	private void sighted(Sighting sighting) {
		boolean news = !this.informed;
		if (news) {
			this.informed = true;
			this.informedSince = this.loop.ticker().monotonicNanos();
		}
		this.view.read(sighting.listing());
		this.machines.forEach((role, machine) -> machine.seen(this.view.of(role), sighting));
		this.retired.forEach((role, machine) -> machine.seen(this.view.of(role), sighting));
		if (news) {
			this.machines.values().forEach(RoleMachine::refresh);
		}
	}

	private void succession() {
		this.machines.forEach((role, machine) -> machine.succession(successors(role).isEmpty()));
	}

	/** What follows from all roles together; once for all changes of a turn. */
	private void review() {
		this.reviewing = false;
		if (this.keeper != null) {
			this.reader.confirm(this.machines.values().stream().anyMatch(RoleMachine::needsConfirmation));
			this.candidacies.watch(this.machines.values().stream().anyMatch(RoleMachine::needsSuccession));
			this.candidacies.show(this.session,
					this.machines.values()
						.stream()
						.filter((one) -> !one.isOff())
						.map((one) -> one.role().name())
						.toList());
			if (this.candidacies.isKnown()) {
				this.machines.values().forEach(this::follow);
			}
		}
		this.reviewed.run();
	}

	/**
	 * What is known of the others means something to a term or a cool-down that has just
	 * begun.
	 */
	private void follow(RoleMachine machine) {
		if (machine.awaitsOthers()) {
			machine.succession(successors(machine.role()).isEmpty());
		}
		else {
			machine.tellSuccessors();
		}
	}

	private Backoff backoff(long firstMillis, long longestMillis) {
		return new Backoff(Duration.ofMillis(firstMillis), Duration.ofMillis(longestMillis), this.random);
	}

}

package io.github.consulleader.engine;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

import io.github.consulleader.consul.Consul;
import io.github.consulleader.role.Candidate;
import io.github.consulleader.role.HandOver;
import io.github.consulleader.role.Role;
import io.github.consulleader.role.Timings;
import io.github.consulleader.session.SessionKeeper;
import io.github.consulleader.session.SessionPlan;
import io.github.consulleader.time.Backoff;
import io.github.consulleader.time.EventLoop;
import io.github.consulleader.time.Stamp;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all roles of a process share: session, watch, quorum reads, candidacies and the
 * way to Consul. Event loop only, but for what people may read.
 */
final class ElectionRuntime implements RoleContext {

	private static final Logger logger = LoggerFactory.getLogger(ElectionRuntime.class);

	private final Consul consul;

	private final EventLoop loop;

	private final EngineSettings settings;

	private final RandomGenerator random;

	private final Runnable exit;

	private final Map<Role, RoleMachine> machines;

	private final RetiredRoles retired = new RetiredRoles();

	private final Runnable reviewed;

	private final StateTimings rules;

	private final Sequence sequence = new Sequence();

	private final RoleTransactions writes;

	private final TransactionBatcher outbox;

	private final RolesObserver reading;

	private final Candidacies candidacies;

	private final RolesSession session;

	private final QuietPeriod lull;

	private final RoleMachines all;

	private final Runnable lookNow;

	private boolean reviewing;

	private boolean shownInformed;

	private boolean leaving;

	private boolean followed;

	ElectionRuntime(Consul consul, EventLoop loop, EngineSettings settings, RandomGenerator random, Runnable exit,
			Map<Role, RoleMachine> machines, Runnable reviewed) {
		this.consul = consul;
		this.loop = loop;
		this.settings = settings;
		this.random = random;
		this.exit = exit;
		this.machines = machines;
		this.all = new RoleMachines(machines);
		this.reviewed = reviewed;
		Timings timings = settings.timings();
		Candidate candidate = settings.candidate();
		RoleKeys keys = new RoleKeys(candidate);
		Codec codec = new Codec();
		this.rules = StateTimings.of(timings, settings.whenStuck(), random.nextDouble());
		this.writes = new RoleTransactions(keys, codec, candidate.instance(), timings.lockDelay().toMillis());
		this.outbox = new TransactionBatcher(consul, loop);
		this.session = new RolesSession(loop, this::sessionChanged);
		this.lull = new QuietPeriod(loop, this::changed);
		StaleViewWatchdog blindness = new StaleViewWatchdog(loop, timings, machines, this::beginSessionAnew);
		this.reading = new RolesObserver(consul, loop, this.sequence, keys, codec, timings, backoff(100, 2000),
				backoff(20, 1000), blindness, this.all::rest, this::sighted, this::observationLost);
		this.lookNow = this.reading::look;
		CandidateKey key = new CandidateKey(consul, loop, keys, codec, candidate, backoff(200, 5000));
		this.candidacies = new Candidacies(consul, loop, this.sequence, keys, codec, key, backoff(100, 2000),
				this::succession);
	}

	void open() {
		SessionPlan plan = new SessionPlan("roles", candidate(), Long.toHexString(this.random.nextLong()), timings(),
				this.settings.gossipCheck());
		this.session.open(new SessionKeeper(this.consul, this.loop, plan, this.session, this.settings.datacenter()));
		this.reading.start();
	}

	/** Everything will end: what ends with the session is not taken away before. */
	void leave() {
		this.leaving = true;
		this.followed = this.all.areFollowed(this.candidacies);
	}

	/** Whether others wanted what was held when leaving began. */
	boolean isFollowed() {
		return this.followed;
	}

	/**
	 * Ends session and watches; the machines must be off or given up. Calls back on the
	 * loop with whether Consul confirmed it.
	 */
	void close(Consumer<Boolean> confirmed) {
		this.reading.stop();
		this.candidacies.watch(false);
		this.candidacies.show(null, List.of());
		this.shownInformed = false;
		this.leaving = false;
		this.retired.abandon();
		this.session.close(confirmed);
	}

	RetiredRoles retired() {
		return this.retired;
	}

	void beginSessionAnew() {
		this.session.beginAnew();
	}

	@Nullable String session() {
		return this.session.id();
	}

	/** For what people may read of it. */
	RolesSession rolesSession() {
		return this.session;
	}

	@Nullable String problem() {
		String first = this.session.problem();
		return (first != null) ? first : this.reading.problem();
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
	public StepContext moment(Role role) {
		Stamp now = this.loop.ticker().stamp();
		return new StepContext(now.monotonicNanos(), session(), this.rules, this.reading.informedSince(),
				this.reading.isWatchful())
			.told(this.candidacies.toldAt(session(), role), now);
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
		this.outbox.add(write);
	}

	/** No read is needed while leaving with no roles held. */
	@Override
	public void look() {
		if (!this.leaving || !this.all.areOff()) {
			this.lull.afterwards(this.lookNow);
		}
	}

	@Override
	public void lull() {
		this.lull.begin();
	}

	@Override
	public void suspectSession() {
		this.session.suspect();
	}

	@Override
	public void sessionGone(String gone, String why) {
		this.session.sessionNotFound(gone, why);
	}

	@Override
	public List<String> successors(Role role) {
		return this.candidacies.successors(role);
	}

	@Override
	public void lookForSuccessors(Runnable then) {
		this.candidacies.look(then);
	}

	@Override
	public void findCandidate(Role role, String instance, Consumer<String> found, Consumer<HandOver> otherwise) {
		this.candidacies.find(role, instance, found, otherwise);
	}

	@Override
	public boolean isCampaigning() {
		return this.session.isWanted() && !this.leaving;
	}

	@Override
	public boolean isInformed() {
		return this.reading.isInformed();
	}

	@Override
	public void changed() {
		if (!this.reviewing) {
			this.reviewing = true;
			this.loop.execute(this::review);
		}
	}

	@Override
	public void logTransition(String text) {
		logger.info(text);
	}

	@Override
	public void exit() {
		this.exit.run();
	}

	private void sessionChanged() {
		this.machines.values().forEach(RoleMachine::session);
		changed();
	}

	private void observationLost() {
		this.shownInformed = false;
		this.machines.values().forEach(RoleMachine::observationLost);
	}

	private void sighted(Observation sighting) {
		boolean news = !this.shownInformed;
		this.shownInformed = true;
		this.machines.forEach((role, machine) -> machine.seen(this.reading.of(role), sighting));
		this.retired.seen(this.reading, sighting);
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
		if (this.session.isWanted()) {
			this.reading.confirm(this.all.any((state) -> state.isHolding() || state.isCounting()));
			if (!this.lull.isOn()) {
				this.candidacies.watch(this.all.any((state) -> state.isHolding() || state.awaitsOthers()));
			}
			if (!this.leaving) {
				this.candidacies.show(session(), this.all.wanted());
			}
			if (this.candidacies.isKnown()) {
				this.machines.values().forEach(this::follow);
			}
		}
		this.reviewed.run();
	}

	/** A term or a cool-down that has just begun needs to know who else is there. */
	private void follow(RoleMachine machine) {
		if (machine.state().awaitsOthers()) {
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

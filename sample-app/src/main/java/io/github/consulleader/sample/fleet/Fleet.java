package io.github.consulleader.sample.fleet;

import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.github.consulleader.sample.channel.Message;
import io.github.consulleader.sample.channel.MessageLines;
import io.github.consulleader.sample.report.Report;
import io.github.consulleader.sample.report.ReportFolder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Instances of the service, a Consul, and all that is known of them. Everything that
 * changes does so on one thread; {@link #picture()} may be called by any.
 */
public final class Fleet implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Fleet.class);

	private static final long TICK_MILLIS = 250;

	private static final long END_MILLIS = 8000;

	private final FleetPlan plan;

	private final ConsulHost consul;

	private final ReportFolder reportFolder;

	private final Clock clock;

	private final MessageLines lines = new MessageLines();

	private final Pauses pauses = new Pauses();

	private final Chronicle chronicle = new Chronicle();

	private final Map<String, Member> members = new LinkedHashMap<>();

	private final Diary diary = new Diary();

	private final ScheduledThreadPoolExecutor thread;

	private @Nullable Report latest;

	private ConsulView.State consulState = ConsulView.State.LOOKING;

	private long lookedAt;

	private volatile Picture picture;

	private volatile Consumer<Picture> listener = (ignored) -> {
	};

	/**
	 * Puts a fleet together; nothing is started yet.
	 * @param plan what it is made of
	 * @param consul the Consul that its instances use
	 * @param reportFolder where their reports are
	 * @param clock the clock
	 */
	public Fleet(FleetPlan plan, ConsulHost consul, ReportFolder reportFolder, Clock clock) {
		this.plan = plan;
		this.consul = consul;
		this.reportFolder = reportFolder;
		this.clock = clock;
		plan.instances().forEach((name) -> this.members.put(name, new Member(name)));
		this.thread = new ScheduledThreadPoolExecutor(1, (task) -> {
			Thread thread = new Thread(task, "fleet");
			thread.setDaemon(true);
			return thread;
		}, new ThreadPoolExecutor.DiscardPolicy());
		this.picture = paint();
	}

	/**
	 * Starts Consul, if none answers, and all instances. Returns at once.
	 * @param changed told of each new picture, on the fleet's thread
	 */
	@SuppressWarnings("FutureReturnValueIgnored")
	public void start(Consumer<Picture> changed) {
		this.listener = changed;
		this.consul.begin(() -> post(this::consulChanged));
		post(() -> this.members.values().forEach(this::launch));
		this.thread.scheduleWithFixedDelay(new Periodic(this::tick), TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
	}

	/**
	 * Tells how things are.
	 * @return the last picture
	 */
	public Picture picture() {
		return this.picture;
	}

	/**
	 * Does something to an instance.
	 * @param instance its name
	 * @param deed what to do
	 * @return completes with {@code true} when it was done, or with {@code false} if it
	 * cannot be done now or there is no such instance
	 */
	public CompletableFuture<Boolean> perform(String instance, Deed deed) {
		CompletableFuture<Boolean> done = new CompletableFuture<>();
		post(() -> {
			Member member = this.members.get(instance);
			done.complete(member != null && member.view().deeds().contains(deed) && performed(member, deed));
		});
		return done;
	}

	/** Starts Consul, if there is none or ours was stopped. Returns at once. */
	public void startConsul() {
		this.consul.start();
	}

	/** Stops Consul if it is ours. Returns at once. */
	public void stopConsul() {
		this.consul.stop();
	}

	private void post(Runnable change) {
		this.thread.execute(() -> {
			change.run();
			publish();
		});
	}

	private boolean performed(Member member, Deed deed) {
		long at = this.clock.millis();
		try {
			ChildProcess process = member.process();
			if (deed == Deed.START) {
				launch(member);
				return true;
			}
			if (process == null) {
				return false;
			}
			process.perform(deed);
			this.chronicle.disturbed(member.name(), deed, at);
			this.diary.note(at, member.name(),
					(deed == Deed.YIELD) ? "was asked to yield" : "was sent " + deed.label());
			if (deed == Deed.TERM) {
				member.asked(at);
			}
			if (deed == Deed.STOP || deed == Deed.CONT) {
				member.paused(deed == Deed.STOP, at);
			}
			return true;
		}
		catch (IOException ex) {
			logger.warn("{} could not be done to {}: {}", deed.label(), member.name(), ex.getMessage());
			return false;
		}
	}

	private void launch(Member member) {
		long at = this.clock.millis();
		try {
			ChildProcess process = ChildProcess.start(this.plan.command(member.name()), this.plan.folder(),
					this.plan.errors(member.name()));
			member.started(process, at);
			this.diary.note(at, member.name(), "was started as process " + process.pid());
			process.pump(
					(line) -> this.lines.read(line).ifPresent((message) -> post(() -> told(member, process, message))),
					(code) -> {
						long endedAt = this.clock.millis();
						post(() -> ended(member, process, code, endedAt));
					});
		}
		catch (IOException ex) {
			logger.error("{} could not be started", member.name(), ex);
			member.failed("could not be started: " + ex.getMessage(), at);
		}
	}

	private void told(Member member, ChildProcess process, Message message) {
		String name = member.name();
		switch (message.kind()) {
			case GRANTED -> {
				this.chronicle.granted(name, message.term(), message.token(), message.at());
				this.diary.note(message.at(), name,
						"was granted term " + message.term() + ", token " + message.token());
			}
			case REVOKED -> {
				this.chronicle.revoked(name, message.token(), message.at(), String.valueOf(message.text()));
				this.diary.note(message.at(), name,
						"was revoked: " + Chronicle.readable(String.valueOf(message.text())));
			}
			case REPORTED -> this.diary.report(message.at(), name, message.token());
			case REFUSED -> this.diary.note(message.at(), name, "had a report refused: " + message.text());
			case WOKE -> this.diary.note(message.at(), name,
					"stood still for " + message.value() + " ms; its first isLeader() said " + message.text());
			case NOTE -> this.diary.note(message.at(), name, String.valueOf(message.text()));
			case STATUS -> {
				// Shown on its card.
			}
		}
		if (member.process() == process && member.isRunning()) {
			member.told(message);
		}
	}

	private void ended(Member member, ChildProcess process, int code, long at) {
		this.chronicle.processEnded(member.name(), at, Member.ending(code));
		this.diary.note(at, member.name(), Member.ending(code));
		if (member.process() == process) {
			member.ended(code, at);
		}
	}

	private void consulChanged() {
		ConsulView view = this.consul.view();
		if (view.state() == this.consulState) {
			return;
		}
		long at = this.clock.millis();
		if (view.state() == ConsulView.State.RUNNING && this.consulState != ConsulView.State.LOOKING) {
			this.chronicle.disturbed(null, null, at);
		}
		this.consulState = view.state();
		this.diary.note(at, "Consul", view.state().words() + " at " + view.address());
	}

	private void tick() {
		long at = this.clock.millis();
		for (Member member : this.members.values()) {
			ChildProcess process = member.process();
			if (process != null && member.isRunning() && member.isSettled(at)) {
				lookForPause(member, process, at);
			}
		}
		this.lookedAt = at;
		try {
			this.latest = this.reportFolder.latest().orElse(null);
		}
		catch (IOException ex) {
			logger.warn("The reports cannot be read: {}", ex.getMessage());
		}
		publish();
	}

	/** Somebody may have sent a signal from a terminal. */
	private void lookForPause(Member member, ChildProcess process, long at) {
		boolean paused = this.pauses.isPaused(process.pid(), member.isPaused());
		if (paused != member.isPaused()) {
			// It happened since the last look: a measured time is too long rather than
			// too short.
			this.chronicle.disturbed(member.name(), paused ? Deed.STOP : Deed.CONT, this.lookedAt);
			this.diary.note(at, member.name(), paused ? "stands still" : "goes on");
			member.paused(paused, at);
		}
	}

	private void publish() {
		this.picture = paint();
		this.listener.accept(this.picture);
	}

	private Picture paint() {
		return new Picture(this.clock.millis(), this.plan.role(), this.plan.folder().toString(), this.consul.view(),
				this.members.values().stream().map(Member::view).toList(), this.chronicle.terms(),
				this.chronicle.handOvers(), this.latest, this.diary.reports(), this.diary.notes());
	}

	/**
	 * Ends all instances, cleanly if they can, and then Consul if it is ours. Waits until
	 * they have gone.
	 */
	@Override
	public void close() {
		try {
			this.thread.shutdown();
			if (!this.thread.awaitTermination(END_MILLIS, TimeUnit.MILLISECONDS)) {
				logger.warn("The fleet's thread is busy; instances end when the pipe to them closes");
			}
			new FleetEnd(this.members.values().stream().map(Member::process).filter(Objects::nonNull).toList())
				.within(END_MILLIS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.consul.close();
	}

}

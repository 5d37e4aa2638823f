package io.github.consulleader.spring;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

import io.github.consulleader.LeaderElection;
import io.github.consulleader.role.ElectionStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Takes part in the election, with all roles, while the application runs.
 * <p>
 * Campaigning begins when this was started and the application is ready, so that no grant
 * comes to a half-started context; a later stop and start campaigns at once. Where no
 * {@code SpringApplication} runs the context, starting is enough. Starting never blocks
 * and never fails. Stopping lets running work drain and hands the roles over, at most for
 * drain-grace + 2 s. Where there is no role to take part in, nothing is asked of Consul
 * before one is joined.
 * <p>
 * When the JVM is asked to end, by SIGTERM or {@code System.exit}, stopping begins at
 * once on a thread of its own, and the context closes when it is done: work that drains
 * still finds all that it needs, and the role is with another one before the rest is
 * taken down.
 */
public final class ConsulLeaderInitiator
		implements SmartLifecycle, ApplicationListener<ApplicationReadyEvent>, DisposableBean {

	/**
	 * On stop, after beans of the default phase and before the web server's graceful
	 * shutdown ({@code Integer.MAX_VALUE - 1024}): the next worker starts while requests
	 * drain.
	 */
	public static final int PHASE = Integer.MAX_VALUE - 512;

	/** Put into every context by {@code SpringApplication}. */
	private static final String APPLICATION_ARGUMENTS = "springApplicationArguments";

	/** For a stop that is not answered at all, beyond the drain grace. */
	private static final Duration PATIENCE = Duration.ofSeconds(3);

	/** An application that takes longer to become ready is worth a warning. */
	private static final Duration SLOW_START = Duration.ofSeconds(10);

	private static final String NOT_READY = "the application is not ready yet: an ApplicationRunner, a "
			+ "CommandLineRunner or a listener for ApplicationStartedEvent has not returned; roles are campaigned for "
			+ "after that. Let what runs on and on run on a thread of its own";

	private static final Logger logger = LoggerFactory.getLogger(ConsulLeaderInitiator.class);

	private final LeaderElection election;

	private final ConfigurableApplicationContext context;

	private final Duration patience;

	private final @Nullable JvmShutdown shutdown;

	private final ContextEnd contextEnd;

	private final BackgroundWait alive = BackgroundWait.keepingAlive();

	private final BackgroundWait slowStart = BackgroundWait.of("consul-leader-slow-start", SLOW_START,
			this::warnIfNotReady);

	private final Runnable settle;

	private final BooleanSupplier keepsAlive;

	private volatile boolean campaigning;

	private volatile boolean ready;

	private volatile boolean running;

	private volatile boolean ending;

	/**
	 * Ties an election to a context.
	 * @param election the election
	 * @param context the context that it lives in
	 * @param shutdownHook whether stopping begins as soon as the JVM is asked to end
	 */
	public ConsulLeaderInitiator(LeaderElection election, ConfigurableApplicationContext context,
			boolean shutdownHook) {
		this(election, context, shutdownHook, () -> {
		}, () -> false);
	}

	/**
	 * Ties an election to a context.
	 * @param election the election
	 * @param context the context that it lives in
	 * @param shutdownHook whether stopping begins as soon as the JVM is asked to end
	 * @param settle joins what roles are left to join, when all singletons are there
	 * @param keepsAlive whether the JVM is to go on although no other thread keeps it
	 */
	public ConsulLeaderInitiator(LeaderElection election, ConfigurableApplicationContext context, boolean shutdownHook,
			Runnable settle, BooleanSupplier keepsAlive) {
		this.settle = settle;
		this.keepsAlive = keepsAlive;
		this.election = election;
		this.context = context;
		this.contextEnd = new ContextEnd(context, this::contextCloses);
		this.patience = drainGrace(election).plus(PATIENCE);
		this.shutdown = shutdownHook ? new JvmShutdown(this::jvmEnds) : null;
	}

	/** A mocked election has no status, and nothing to drain. */
	private static Duration drainGrace(LeaderElection election) {
		@Nullable ElectionStatus status = election.status();
		return (status != null) ? status.timings().drainGrace() : Duration.ZERO;
	}

	/** A mocked election has stopped at once. */
	private CompletableFuture<Boolean> stopped() {
		@Nullable CompletableFuture<Boolean> stopped = this.election.stop();
		return (stopped != null) ? stopped : CompletableFuture.completedFuture(true);
	}

	/**
	 * Waits, since the context may not be closed by the JVM's end, and then nobody else
	 * would.
	 */
	void jvmEnds() {
		this.ending = true;
		settleDown();
		try {
			stopped().get(this.patience.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			logger.warn("The election has not stopped within {}; the JVM ends all the same", this.patience);
		}
		catch (ExecutionException ex) {
			logger.error("The election did not stop as it should", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void start() {
		if (!this.running) {
			if (this.shutdown != null) {
				this.shutdown.expect();
			}
			this.context.addApplicationListener(this.contextEnd);
		}
		this.running = true;
		this.settle.run();
		if (isReady()) {
			campaign();
		}
		else {
			keepAlive();
			this.slowStart.begin();
		}
	}

	private boolean isReady() {
		return this.ready || !this.context.getBeanFactory().containsLocalBean(APPLICATION_ARGUMENTS);
	}

	/** A mocked election has none. */
	private boolean hasRoles() {
		@Nullable ElectionStatus status = this.election.status();
		return status != null && !status.roles().isEmpty();
	}

	private void campaign() {
		if (this.ending) {
			return;
		}
		if (!hasRoles()) {
			logger.info("No role to campaign for: nothing here is @LeaderOnly, listens to leader events or asks for "
					+ "a Leadership; consul.leader.campaign=always campaigns all the same");
			return;
		}
		this.campaigning = true;
		keepAlive();
		this.election.start();
	}

	private void keepAlive() {
		if (this.keepsAlive.getAsBoolean()) {
			this.alive.begin();
		}
	}

	/** A role has been joined, possibly the first. */
	public void roleJoined() {
		if (this.running && !this.campaigning && isReady()) {
			campaign();
		}
	}

	/**
	 * Returns what keeps this process from campaigning, for people.
	 * @return the problem, or {@code null} if there is none
	 */
	public @Nullable String problem() {
		return (this.running && !this.ending && !isReady() && hasRoles()) ? NOT_READY : null;
	}

	private void warnIfNotReady() {
		String problem = problem();
		if (problem != null) {
			logger.warn("This instance does not campaign: {}", problem);
		}
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		if (event.getApplicationContext() != this.context) {
			return;
		}
		this.ready = true;
		this.slowStart.end();
		if (this.running) {
			campaign();
		}
	}

	@Override
	public boolean supportsAsyncExecution() {
		return false;
	}

	private void settleDown() {
		this.slowStart.end();
		this.alive.end();
	}

	/** Returns at once; the callback comes when nothing is left to hand over. */
	@Override
	@SuppressWarnings("FutureReturnValueIgnored")
	public void stop(Runnable callback) {
		this.running = false;
		this.campaigning = false;
		settleDown();
		if (this.shutdown != null) {
			this.shutdown.forget();
		}
		stopped().whenComplete((clean, failure) -> {
			if (failure != null) {
				logger.error("The election did not stop as it should", failure);
			}
			callback.run();
		});
	}

	@Override
	public void stop() {
		stop(() -> {
		});
	}

	/** The context may be given up before it was ever running. */
	@Override
	public void destroy() {
		settleDown();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	/**
	 * The thread that closes the context waits until all is stopped. If leader work is
	 * further up on its stack, that work cannot be waited for.
	 */
	@SuppressWarnings("FutureReturnValueIgnored")
	private void contextCloses() {
		settleDown();
		if (this.election.detachCurrentThread()) {
			logger.info("Leader work closes the application; it counts as ended");
			this.election.stop();
		}
		if (this.shutdown != null) {
			this.shutdown.settle();
		}
	}

}

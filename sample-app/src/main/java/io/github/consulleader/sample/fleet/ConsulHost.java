package io.github.consulleader.sample.fleet;

import java.net.URI;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.github.consulleader.agent.ConsulAgent;
import io.github.consulleader.agent.ConsulAgentException;
import io.github.consulleader.sample.fleet.ConsulProbe.Finding;
import io.github.consulleader.sample.fleet.ConsulView.State;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Consul that the fleet uses: the one that answers at the configured address, or else
 * one that is started there. Ours keeps its data on disk until the launcher ends, so that
 * a stop and start forgets no term.
 */
public final class ConsulHost implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(ConsulHost.class);

	private static final Set<String> HERE = Set.of("localhost", "127.0.0.1");

	private final URI address;

	private final ConsulProbe probe;

	private final ScheduledExecutorService thread;

	private volatile ConsulView view;

	private volatile @Nullable ConsulAgent agent;

	private volatile Runnable changed = () -> {
	};

	/**
	 * Names an address; nothing is asked or started yet.
	 * @param address base address of the HTTP API
	 */
	public ConsulHost(URI address) {
		this.address = address;
		this.probe = new ConsulProbe(address);
		this.view = new ConsulView(State.LOOKING, address.toString(), false, "", 0, "");
		this.thread = Executors.newSingleThreadScheduledExecutor((task) -> {
			Thread thread = new Thread(task, "consul-host");
			thread.setDaemon(true);
			return thread;
		});
	}

	/**
	 * Looks for Consul and starts one if none answers. Returns at once.
	 * @param listener told after each change of {@link #view()}
	 */
	@SuppressWarnings("FutureReturnValueIgnored")
	void begin(Runnable listener) {
		this.changed = listener;
		this.thread.execute(this::findOrStart);
		this.thread.scheduleWithFixedDelay(new Periodic(this::check), 1, 1, TimeUnit.SECONDS);
	}

	/** Starts it, if there is none or ours was stopped. Returns at once. */
	void start() {
		this.thread.execute(this::findOrStart);
	}

	/** Stops it if it is ours. Returns at once. */
	void stop() {
		this.thread.execute(() -> {
			ConsulAgent ours = this.agent;
			if (ours != null) {
				ours.stop();
				show(this.view.now(State.AWAY, "stopped from here"));
			}
		});
	}

	ConsulView view() {
		return this.view;
	}

	private void findOrStart() {
		try {
			if (this.agent != null) {
				startOurs();
				return;
			}
			switch (this.probe.look()) {
				case CONSUL, LEADERLESS -> show(new ConsulView(State.RUNNING, this.address.toString(), false,
						this.probe.version(), 0, "was there already"));
				case STRANGER -> fail("Something that is no Consul answers at " + this.address
						+ ". Name another port with spring.cloud.consul.port.");
				case NOBODY -> startOurs();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void startOurs() throws InterruptedException {
		if (!HERE.contains(this.address.getHost()) || !this.address.getScheme().equals("http")) {
			fail("No Consul answers at " + this.address + ", and one can only be started at http://localhost. "
					+ "Start it, or correct spring.cloud.consul.host and spring.cloud.consul.port.");
			return;
		}
		show(this.view.now(State.STARTING, "the first time it may have to be downloaded"));
		try {
			ConsulAgent ours = this.agent;
			if (ours != null) {
				ours.start();
			}
			else {
				ours = ConsulAgent.builder().onDisk().httpPort(this.address.getPort()).name("sample").start();
				this.agent = ours;
			}
			show(new ConsulView(State.RUNNING, this.address.toString(), true, this.probe.version(), ours.pid(),
					"started from here"));
		}
		catch (ConsulAgentException ex) {
			fail(Objects.requireNonNullElse(ex.getMessage(), ex.toString()));
		}
	}

	private void check() {
		try {
			State state = this.view.state();
			if (state == State.RUNNING || (state == State.AWAY && !this.view.ours())) {
				boolean answers = this.probe.look() == Finding.CONSUL;
				if (answers != (state == State.RUNNING)) {
					show(this.view.now(answers ? State.RUNNING : State.AWAY, answers ? "is back" : "does not answer"));
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void fail(String why) {
		logger.error(why);
		show(this.view.now(State.FAILED, why));
	}

	private void show(ConsulView now) {
		this.view = now;
		this.changed.run();
	}

	/** Ends it if it is ours, and waits until it has gone. */
	@Override
	public void close() {
		this.thread.shutdownNow();
		ConsulAgent ours = this.agent;
		if (ours != null) {
			ours.close();
		}
	}

}

package io.github.consulleader;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;

import io.github.consulleader.consul.ConsulConnection;
import io.github.consulleader.consul.HttpConsul;
import io.github.consulleader.engine.Engine;
import io.github.consulleader.engine.EngineSettings;
import io.github.consulleader.engine.WarmUp;
import io.github.consulleader.role.Candidate;
import io.github.consulleader.role.Timings;
import io.github.consulleader.role.WhenStuck;
import io.github.consulleader.time.ThreadedEventLoop;
import io.github.consulleader.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Describes an election. Only {@link #scope} must be named; everything else has a
 * default.
 */

public final class LeaderElectionBuilder {

	/**
	 * How long closing waits beyond the drain grace: stopping itself gives up after 2 s.
	 */
	private static final Duration PATIENCE = Duration.ofSeconds(5);

	/**
	 * Exit status of a process that ends itself since its work would not: EX_SOFTWARE.
	 */
	private static final int STUCK_STATUS = 70;

	private String prefix = Candidate.DEFAULT_PREFIX;

	private @Nullable String scope;

	private @Nullable String instance;

	private @Nullable String address;

	private Timings timings = Timings.balanced();

	private WhenStuck whenStuck = WhenStuck.HOLD;

	private boolean gossipCheck = true;

	private boolean warmUp = true;

	private @Nullable ConsulConnection connection;

	private @Nullable SharedConsul shared;

	LeaderElectionBuilder() {
	}

	/**
	 * Where everything is kept in Consul's key space. Default {@code leader}.
	 * @param value names joined by {@code /}
	 * @return this
	 */
	public LeaderElectionBuilder prefix(String value) {
		this.prefix = value;
		return this;
	}

	/**
	 * What separates one application's roles from another's.
	 * @param value such as the application's name
	 * @return this
	 */
	public LeaderElectionBuilder scope(String value) {
		this.scope = value;
		return this;
	}

	/**
	 * Display identity of this process. Default: host name and process id.
	 * @param value for people
	 * @return this
	 */
	public LeaderElectionBuilder instance(String value) {
		this.instance = value;
		return this;
	}

	/**
	 * Where people reach this process. Default: unknown.
	 * @param value such as {@code http://host:8080}
	 * @return this
	 */
	public LeaderElectionBuilder address(@Nullable String value) {
		this.address = value;
		return this;
	}

	/**
	 * The durations. Default {@link Timings#balanced()}.
	 * @param value the durations
	 * @return this
	 */
	public LeaderElectionBuilder timings(Timings value) {
		this.timings = value;
		return this;
	}

	/**
	 * What to do about work that will not end. Default {@link WhenStuck#HOLD}.
	 * @param value what to do
	 * @return this
	 */
	public LeaderElectionBuilder whenStuck(WhenStuck value) {
		this.whenStuck = value;
		return this;
	}

	/**
	 * Whether the session hangs on gossip too, which notices a dead machine in 5 to 8 s,
	 * at the price of a false alarm when gossip flaps. Default {@code true}.
	 * @param value whether it does
	 * @return this
	 */
	public LeaderElectionBuilder gossipCheck(boolean value) {
		this.gossipCheck = value;
		return this;
	}

	/**
	 * How to reach Consul. Default: {@code http://localhost:8500} without token.
	 * @param value address, token, datacenter, TLS
	 * @return this
	 */
	public LeaderElectionBuilder consul(ConsulConnection value) {
		this.connection = value;
		this.shared = null;
		return this;
	}

	/**
	 * Whose connections to use, together with others.
	 * @param value closed by the caller, before the election or after
	 * @return this
	 */
	public LeaderElectionBuilder consul(SharedConsul value) {
		this.shared = value;
		return this;
	}

	/**
	 * How to reach Consul, without token or TLS.
	 * @param address such as {@code http://localhost:8500}
	 * @return this
	 */
	public LeaderElectionBuilder consul(URI address) {
		return consul(new ConsulConnection(address, this.timings.requestTimeout()));
	}

	/**
	 * Whether {@link LeaderElection#start()} loads and compiles what a hand-over runs, by
	 * going through some without Consul. Takes a thread for at most 1.5 s, once for each
	 * election. Without it the only hand-over that most processes ever do, the one when
	 * they stop, takes some ten milliseconds more. Default: {@code true}.
	 * @param value whether it does
	 * @return this
	 */
	public LeaderElectionBuilder warmUp(boolean value) {
		this.warmUp = value;
		return this;
	}

	/**
	 * Makes the election. No input or output yet.
	 * @return the election, not started
	 * @throws io.github.consulleader.role.InvalidSettingException if the scope is
	 * missing, or a name cannot be part of a key
	 * @throws IllegalStateException if the shared connections are closed
	 */
	public LeaderElection build() {
		Candidate candidate = new Candidate(this.prefix, (this.scope != null) ? this.scope : "",
				(this.instance != null) ? this.instance : defaultInstance(), this.address);
		ConsulConnection to = reached();
		EngineSettings settings = new EngineSettings(candidate, this.timings, this.whenStuck, this.gossipCheck,
				to.datacenter());
		HttpConsul consul = (this.shared != null) ? this.shared.share() : new HttpConsul(to);
		return assemble(settings, consul);
	}

	private ConsulConnection reached() {
		if (this.shared != null) {
			return this.shared.connection();
		}
		return (this.connection != null) ? this.connection
				: new ConsulConnection(URI.create("http://localhost:8500"), this.timings.requestTimeout());
	}

	private LeaderElection assemble(EngineSettings settings, HttpConsul consul) {
		AtomicReference<@Nullable Engine> made = new AtomicReference<>();
		ThreadedEventLoop loop = new ThreadedEventLoop("consul-leader-" + settings.candidate().scope(), Ticker.system(),
				(failure) -> Objects.requireNonNull(made.get()).recover(failure));
		CallbackThreads callbacks = new CallbackThreads(settings.candidate().scope(), loop);
		Engine engine = new Engine(consul, loop, callbacks, settings,
				new SplittableRandom(new SecureRandom().nextLong()), () -> Runtime.getRuntime().halt(STUCK_STATUS));
		made.set(engine);
		WarmUp warming = new WarmUp(settings);
		Runnable beforehand = this.warmUp ? () -> callbacks.execute(warming) : () -> {
		};
		return new LeaderElection(engine, new ExitWatch(engine, loop), beforehand, () -> {
			warming.stop();
			loop.close();
			consul.close();
			callbacks.close();
		}, this.timings.drainGrace().plus(PATIENCE));
	}

	/**
	 * Returns what a process is called that is given no name.
	 * @return host name and process id
	 */
	public static String defaultInstance() {
		String pid = Long.toString(ProcessHandle.current().pid());
		try {
			return InetAddress.getLocalHost().getHostName() + "-" + pid;
		}
		catch (UnknownHostException ex) {
			return "process-" + pid;
		}
	}

}

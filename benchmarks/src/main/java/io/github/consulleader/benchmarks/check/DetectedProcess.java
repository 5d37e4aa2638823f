package io.github.consulleader.benchmarks.check;

import java.net.URI;
import java.security.SecureRandom;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import io.github.consulleader.benchmarks.contest.ConsulWire;
import io.github.consulleader.benchmarks.process.Channel;
import io.github.consulleader.benchmarks.process.Event;
import io.github.consulleader.consul.ConsulConnection;
import io.github.consulleader.consul.HttpConsul;
import io.github.consulleader.engine.Engine;
import io.github.consulleader.engine.EngineSettings;
import io.github.consulleader.role.Candidate;
import io.github.consulleader.role.Leadership;
import io.github.consulleader.role.LeadershipListener;
import io.github.consulleader.role.Revocation;
import io.github.consulleader.role.Role;
import io.github.consulleader.role.RoleStatus.State;
import io.github.consulleader.role.Term;
import io.github.consulleader.role.WhenStuck;
import io.github.consulleader.time.ThreadedEventLoop;
import io.github.consulleader.time.Ticker;

/** A process with the product's engine on a wire that adds a check of a socket. */
final class DetectedProcess implements LeadershipListener {

	/** A session was made: at the start, or since the one before was lost. */
	static final String SESSION = "session";

	private static final int BACKLOG = 50;

	private final Channel channel = new Channel();

	private final Engine engine;

	private final Leadership leadership;

	private DetectedProcess(Detector detector, URI consul, String scope, String instance) throws Exception {
		HttpConsul wire = new HttpConsul(new ConsulConnection(consul, detector.timings().requestTimeout()));
		ProbedConsul probed = new ProbedConsul(wire, new ConsulWire(consul), new ProbeSocket(detector.probe(), BACKLOG),
				detector.probe(), () -> this.channel.tell(SESSION));
		ThreadedEventLoop loop = new ThreadedEventLoop("loop", Ticker.system(), (failure) -> {
			throw new IllegalStateException(failure);
		});
		EngineSettings settings = new EngineSettings(new Candidate(Candidate.DEFAULT_PREFIX, scope, instance, null),
				detector.timings(), WhenStuck.HOLD, true, null);
		this.engine = new Engine(probed.asConsul(), loop, Executors.newCachedThreadPool((task) -> {
			Thread thread = new Thread(task, "callback");
			thread.setDaemon(true);
			return thread;
		}), settings, new SplittableRandom(new SecureRandom().nextLong()), () -> Runtime.getRuntime().halt(70));
		this.leadership = this.engine.join(Role.of("role-0"), this);
	}

	/**
	 * Runs until it is ended.
	 * @param args detector, Consul, scope, instance
	 */
	public static void main(String... args) throws Exception {
		DetectedProcess process = new DetectedProcess(Detector.valueOf(args[0]), URI.create(args[1]), args[2], args[3]);
		process.channel.tell(Event.READY);
		process.channel.obey(process::obey);
	}

	/** {@code state} tells 2 of a worker, 1 of one that waits for a worker, else 0. */
	private void obey(String command) {
		long begun = System.nanoTime();
		switch (command) {
			case "campaign" -> this.engine.start();
			case "state" -> this.channel.tell(new Event(Event.FIGURE, begun, state()));
			case "close" -> this.engine.stop().completeOnTimeout(false, 10, TimeUnit.SECONDS).join();
			default -> throw new IllegalArgumentException(command);
		}
		this.channel.tell(new Event(Event.DONE, begun, 0));
	}

	private int state() {
		if (this.leadership.isLeader()) {
			return 2;
		}
		boolean waits = this.leadership.status().state() == State.SLUMBERER && this.leadership.status().worker() != null
				&& this.engine.status().session() != null;
		return waits ? 1 : 0;
	}

	@Override
	public void onGranted(Term term) {
		this.channel.tell(Event.GRANTED);
	}

	@Override
	public void onRevoked(Term term, Revocation reason) {
		this.channel.tell(Event.REVOKED);
	}

}

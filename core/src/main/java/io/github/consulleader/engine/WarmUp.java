package io.github.consulleader.engine;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.Consistency;
import io.github.consulleader.consul.HttpConsul;
import io.github.consulleader.consul.Listing;
import io.github.consulleader.consul.WireWarmUp;
import io.github.consulleader.json.Json;
import io.github.consulleader.json.JsonCursor;
import io.github.consulleader.role.Candidate;
import io.github.consulleader.role.LeadershipListener;
import io.github.consulleader.role.Revocation;
import io.github.consulleader.role.Role;
import io.github.consulleader.role.Term;
import io.github.consulleader.role.Timings;
import io.github.consulleader.time.Stamp;
import io.github.consulleader.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Goes through whole terms without Consul, so that what a hand-over runs is loaded and
 * compiled before it is needed: most processes hand a role over once in their life, and
 * the others would wait for it. Touches nothing that is real and logs nothing. For some
 * of the time a loopback port is open, over which the client speaks with itself.
 * <p>
 * Runs on the thread that calls it, once, for at most {@link #LONGEST}.
 */
public final class WarmUp implements Runnable {

	/** Most that it takes of the first seconds, in which no role can be had yet. */
	private static final Duration LONGEST = Duration.ofMillis(1500);

	/** Most of it that goes to the client of Consul. */
	private static final Duration LONGEST_ON_WIRE = Duration.ofMillis(700);

	/** What runs so often is compiled, by the quick compiler of a HotSpot JVM. */
	private static final int ROUNDS = 250;

	private static final Role ROLE = Role.of("warm-up");

	private final Codec codec = new Codec();

	private final RoleKeys keys;

	private final EngineSettings settings;

	private final Candidate candidate;

	private final Timings timings;

	private final AtomicBoolean begun = new AtomicBoolean();

	private volatile boolean stopped;

	private int terms;

	private int spoken;

	private long index = 1;

	private List<String> shown = List.of();

	/**
	 * Prepares it.
	 * @param settings those of the engine that is to be warm
	 */
	public WarmUp(EngineSettings settings) {
		this.settings = settings;
		this.candidate = settings.candidate();
		this.timings = settings.timings();
		this.keys = new RoleKeys(this.candidate);
	}

	/** Ends it soon. Any thread. */
	public void stop() {
		this.stopped = true;
	}

	/** In how many terms there was work. */
	int terms() {
		return this.terms;
	}

	/** How often the client has asked and written. */
	int spoken() {
		return this.spoken;
	}

	@Override
	public void run() {
		if (this.begun.compareAndSet(false, true)) {
			long began = Ticker.system().monotonicNanos();
			speak();
			goThrough(began + LONGEST.toNanos());
		}
	}

	private void speak() {
		show(1, true);
		RoleTransactions writes = new RoleTransactions(this.keys, this.codec, this.candidate.instance(), 0);
		OwnTerm held = new OwnTerm(WarmUpContext.SESSION, 1, 1);
		LockValue lock = new LockValue("other", null, 0, List.of(WarmUpContext.OTHER));
		this.spoken = new WireWarmUp(this::answer, () -> this.stopped).run(this.keys.roles(),
				writes.handOver(ROLE, held, lock, List.of(WarmUpContext.OTHER)), ROUNDS / 2, LONGEST_ON_WIRE);
	}

	private void goThrough(long end) {
		try (HttpConsul consul = HttpConsul.scripted(this::answer)) {
			WarmUpContext room = new WarmUpContext(consul, this.candidate, this.timings, this.codec);
			RoleMachine machine = new RoleMachine(ROLE, new Nobody(), new CallbackSupport(Runnable::run), room);
			SnapshotReader view = new SnapshotReader(this.keys, this.codec);
			show(0, false);
			look(consul, room, machine, view);
			stopAnother(consul, room);
			room.putForward(this.timings.lockDelay().multipliedBy(2));
			for (int n = 1; n <= ROUNDS && !this.stopped && Ticker.system().monotonicNanos() - end < 0; n++) {
				term(n, consul, room, machine, view);
			}
		}
	}

	/** An engine that has never been started. */
	private void stopAnother(HttpConsul consul, WarmUpContext room) {
		Engine another = new Engine(consul, room, Runnable::run, this.settings, new SplittableRandom(), () -> {
		});
		another.join(ROLE, new Nobody());
		CompletableFuture<Boolean> stopped = another.stop();
		room.turn();
		if (another.threads().all().contains(Thread.currentThread()) || !stopped.isDone()) {
			throw new IllegalStateException("The warm-up cannot be stopped");
		}
	}

	/** Another process hands the role over, we take it, work, and hand it over. */
	private void term(int n, HttpConsul consul, WarmUpContext room, RoleMachine machine, SnapshotReader view) {
		machine.want();
		show(n, true);
		look(consul, room, machine, view);
		boolean worked = machine.leadership().runIfLeader((term) -> {
		});
		machine.tellSuccessors();
		room.turn();
		machine.leave(Revocation.SHUTDOWN);
		room.turn();
		if (!machine.isOff()) {
			throw new IllegalStateException("The warm-up came to nothing: " + machine.state());
		}
		this.terms += worked ? 1 : 0;
	}

	private void look(HttpConsul consul, WarmUpContext room, RoleMachine machine, SnapshotReader view) {
		long sent = room.sequence().next();
		Stamp sentAt = room.ticker().stamp();
		room.whenDone(consul.list(this.keys.roles(), Consistency.DEFAULT), (answer) -> {
			if (answer instanceof Answer.Done<Listing> done) {
				view.read(done.value());
				machine.seen(view.of(ROLE), new Observation(done.value(), sent, sentAt, false));
			}
		});
		room.turn();
	}

	/** What the next listing shows: a term of another's, released cleanly or not. */
	private void show(int n, boolean released) {
		long delay = this.timings.lockDelay().toMillis();
		TermRecord term = new TermRecord(2L * n, WarmUpContext.OTHER, "other", delay, released,
				released ? List.of(WarmUpContext.SESSION) : List.of());
		LockValue lock = new LockValue("other", null, 0, List.of(WarmUpContext.SESSION));
		this.index++;
		this.shown = List.of(
				entry(this.keys.lock(ROLE), this.codec.write(lock), released ? null : WarmUpContext.OTHER, this.index),
				entry(this.keys.term(ROLE), this.codec.write(term), null, this.index));
	}

	private synchronized String answer(String target, @Nullable String body) {
		return (body == null) ? this.shown.toString() : results(body);
	}

	/** All operations of a transaction are carried out. */
	private String results(String body) {
		this.index++;
		List<String> results = new ArrayList<>();
		for (String key : Json.read(body, WarmUp::keys)) {
			results.add("{\"KV\":" + entry(key, "", null, this.index) + "}");
		}
		return "{\"Results\":" + results + ",\"Errors\":null}";
	}

	private static List<String> keys(JsonCursor operations) {
		List<String> keys = new ArrayList<>();
		operations.enterArray();
		while (operations.nextElement()) {
			for (boolean one = operations.enterObject(); one && operations.nextMember() != null;) {
				addKey(operations, keys);
			}
		}
		return keys;
	}

	private static void addKey(JsonCursor operation, List<String> keys) {
		String member = operation.enterObject() ? operation.nextMember() : null;
		for (; member != null; member = operation.nextMember()) {
			if (member.equals("Key")) {
				keys.add(String.valueOf(operation.text()));
			}
		}
	}

	private static String entry(String key, String value, @Nullable String session, long index) {
		String encoded = Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
		String holder = (session != null) ? "\"Session\":\"" + session + "\"," : "";
		// Put together by hand: a format with a number in it loads all that Java knows of
		// the world's languages.
		return "{\"LockIndex\":1,\"Key\":\"" + key + "\",\"Flags\":" + Long.toUnsignedString(RoleKeys.LOCK_FLAGS)
				+ ",\"Value\":\"" + encoded + "\"," + holder + "\"CreateIndex\":1,\"ModifyIndex\":" + index + "}";
	}

	/** There is nobody to tell. */
	private static final class Nobody implements LeadershipListener {

		@Override
		public void onGranted(Term term) {
			// Nothing is begun.
		}

		@Override
		public void onRevoked(Term term, Revocation reason) {
			// Nothing has begun.
		}

	}

}

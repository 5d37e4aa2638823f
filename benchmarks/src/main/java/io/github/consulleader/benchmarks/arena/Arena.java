package io.github.consulleader.benchmarks.arena;

import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.consulleader.benchmarks.backend.Backend;
import io.github.consulleader.benchmarks.backend.ConsulBackend;
import io.github.consulleader.benchmarks.backend.PostgresBackend;
import io.github.consulleader.benchmarks.backend.ZooKeeperBackend;
import io.github.consulleader.benchmarks.contest.ContestantKind;
import io.github.consulleader.benchmarks.contest.ContestantKind.Ground;
import io.github.consulleader.benchmarks.contest.ContestantSpec;
import io.github.consulleader.benchmarks.report.Chapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Backends that were started, and how thoroughly to measure. Used by one thread.
 */
public final class Arena implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Arena.class);

	private final Options options;

	private final SplittableRandom random = new SplittableRandom();

	private final Map<Ground, Backend> backends = new EnumMap<>(Ground.class);

	private final Set<ContestantKind> seen = EnumSet.noneOf(ContestantKind.class);

	private final Chapter chapter;

	private int contests;

	private boolean whole = true;

	/**
	 * Opens an arena; backends are started as they are asked for.
	 * @param options how thoroughly
	 * @param chapter gets notes of what failed
	 */
	public Arena(Options options, Chapter chapter) {
		this.options = options;
		this.chapter = chapter;
	}

	/** A part of a measurement. */
	public interface Part {

		/**
		 * Measures.
		 * @throws Exception if it could not be measured
		 */
		void measure() throws Exception;

	}

	/**
	 * Measures a part whose failure is no reason to leave out the others.
	 * @param name for the note that tells of a failure
	 * @param part the part
	 * @return whether it did not fail
	 */
	public boolean attempt(String name, Part part) {
		try {
			part.measure();
			return true;
		}
		catch (Exception ex) {
			logger.error("FAILED: " + this.chapter.name() + ", " + name, ex);
			this.chapter.note("**Failed**: " + name + ": " + ex.getMessage() + ".");
			this.whole = false;
			return false;
		}
	}

	/**
	 * Whether no part has failed.
	 * @return whether all was measured
	 */
	public boolean isWhole() {
		return this.whole;
	}

	/**
	 * How often to measure.
	 * @param full in a run whose figures count
	 * @param quick in one that shows that it works
	 * @return one of the two
	 */
	public int rounds(int full, int quick) {
		return this.options.quick() ? quick : full;
	}

	/**
	 * Leaves out peers that are not wanted.
	 * @param kinds who can be measured
	 * @return those that are to be
	 */
	public List<ContestantKind> wanted(ContestantKind... kinds) {
		List<ContestantKind> wanted = new ArrayList<>(List.of(kinds));
		wanted.removeIf((kind) -> this.options.withoutPeers() && kind.isPeer());
		return wanted;
	}

	/**
	 * Returns Consul.
	 * @return the backend, started
	 */
	public ConsulBackend consul() {
		return (ConsulBackend) backend(Ground.CONSUL);
	}

	/**
	 * Returns what a contestant is built on.
	 * @param ground which
	 * @return the backend, started
	 */
	public Backend backend(Ground ground) {
		return this.backends.computeIfAbsent(ground, (key) -> switch (key) {
			case CONSUL -> this.options.cluster() ? ConsulBackend.cluster() : ConsulBackend.dev();
			case POSTGRES -> new PostgresBackend();
			case ZOOKEEPER -> new ZooKeeperBackend();
		});
	}

	/**
	 * Names an election that has nothing to do with those before.
	 * @return a scope
	 */
	public String scope() {
		return "contest-" + ++this.contests;
	}

	/**
	 * Begins an election that has nothing to do with those before.
	 * @param kind who takes part
	 * @return spots by place
	 */
	public Contest contest(ContestantKind kind) {
		Backend backend = backend(kind.ground());
		String scope = scope();
		this.seen.add(kind);
		say("%s  %s".formatted(LocalTime.now(ZoneOffset.UTC).withNano(0), kind.title()));
		return (place) -> new ContestantSpec(kind, backend.address(place), scope, scope + "-" + place);
	}

	/**
	 * Waits, so that the next round meets periodic work at another of its phases.
	 * @param least milliseconds
	 * @param most milliseconds
	 */
	public void pause(int least, int most) throws InterruptedException {
		long millis = (most > least) ? this.random.nextInt(least, most) : least;
		if (new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS)) {
			throw new AssertionError("Nobody counts down");
		}
	}

	/** Says how it goes, to whoever waits for the end. */
	@SuppressWarnings("SystemOut")
	private static void say(String text) {
		System.out.println(text);
	}

	/**
	 * Says what the contestants were built on, and how thoroughly it was measured.
	 * @param chapter gets notes
	 */
	public void describeTo(Chapter chapter) {
		this.backends.values().forEach((backend) -> chapter.note("On " + backend.description() + "."));
		this.seen.forEach(
				(kind) -> kind.version().ifPresent((version) -> chapter.note(kind.title() + ": " + version + ".")));
		if (this.options.quick()) {
			chapter.note("A quick run with few rounds: these figures say little.");
		}
	}

	@Override
	public void close() {
		this.backends.values().forEach((backend) -> attempt("the end of a backend", backend::close));
	}

	/** Spots of one election. */
	public interface Contest {

		/**
		 * Describes a process that takes part.
		 * @param place counts from 0
		 * @return its spec
		 */
		ContestantSpec spec(int place);

	}

}

package io.github.consulleader.benchmarks.contest;

import java.time.Duration;
import java.util.Optional;

import io.github.consulleader.role.Timings;
import org.apache.curator.framework.recipes.leader.LeaderLatch;

import org.springframework.integration.jdbc.lock.JdbcLockRegistry;

/**
 * Who can be measured.
 */
public enum Kind {

	/** What no election on Consul from a JVM can undercut. */
	FLOOR("floor (bare JDK client)", Ground.CONSUL),

	/** This project, default settings, {@code stop()} and {@code start()}. */
	OURS("consul-leader", Ground.CONSUL),

	/** This project with the timings of the preset fast. */
	OURS_FAST("consul-leader, fast", Ground.CONSUL),

	/** This project, giving up one role and staying with the others. */
	OURS_WITHDRAW("consul-leader, withdraw", Ground.CONSUL),

	/** The lock registry of this project. */
	OURS_LOCK("ConsulLockRegistry", Ground.CONSUL),

	/** Spring Integration's initiator on its JDBC lock registry, default settings. */
	SPRING_JDBC("Spring Integration, JDBC", Ground.POSTGRES),

	/** Curator's LeaderLatch, default settings. */
	CURATOR("Curator LeaderLatch", Ground.ZOOKEEPER),

	/** Consul's own command line tool. Not a JVM. */
	CONSUL_LOCK("consul lock", Ground.CONSUL);

	/** What a contestant is built on. */
	public enum Ground {

		/** A Consul agent. */
		CONSUL,

		/** A PostgreSQL server. */
		POSTGRES,

		/** A ZooKeeper server. */
		ZOOKEEPER

	}

	private final String title;

	private final Ground ground;

	Kind(String title, Ground ground) {
		this.title = title;
		this.ground = ground;
	}

	/**
	 * Its name in tables.
	 * @return words
	 */
	public String title() {
		return this.title;
	}

	/**
	 * What it needs.
	 * @return the backend
	 */
	public Ground ground() {
		return this.ground;
	}

	/**
	 * Our timings.
	 * @return those of the preset fast, or the defaults
	 */
	public Timings timings() {
		return (this == OURS_FAST) ? fast() : Timings.balanced();
	}

	/**
	 * Which version of a peer it is.
	 * @return the name of its jar, or nothing where it is not a library
	 */
	public Optional<String> version() {
		return switch (this) {
			case SPRING_JDBC -> Optional.of(Jar.of(JdbcLockRegistry.class));
			case CURATOR -> Optional.of(Jar.of(LeaderLatch.class));
			default -> Optional.empty();
		};
	}

	/**
	 * How long a newcomer must have waited until it takes a role that is handed over at
	 * once. Ours trusts no hand-over before it has looked for one lock-delay.
	 * @return milliseconds, some to spare
	 */
	public int settledAfterMillis() {
		return switch (this) {
			case OURS, OURS_FAST, OURS_WITHDRAW -> (int) timings().lockDelay().toMillis() + 200;
			default -> 200;
		};
	}

	private static Timings fast() {
		return new Timings(Duration.ofMillis(750), Duration.ofMillis(250), Duration.ofMillis(600),
				Duration.ofMillis(540), Duration.ZERO, Duration.ofMillis(150), Duration.ofMillis(300),
				Duration.ofSeconds(10), Duration.ofSeconds(3), Duration.ofSeconds(20));
	}

	/**
	 * Opens a contestant in this process.
	 * @param spot where it stands
	 * @param herald whom it tells
	 * @return one that does not campaign yet
	 * @throws Exception as it likes
	 */
	public Contestant open(Spot spot, Herald herald) throws Exception {
		return switch (this) {
			case FLOOR -> new Floor(spot, herald);
			case OURS, OURS_FAST -> new Ours(spot, herald);
			case OURS_WITHDRAW -> new OursWithdraw(spot, herald);
			case OURS_LOCK -> new OursLock(spot, herald);
			case SPRING_JDBC -> new SpringJdbc(spot, herald);
			case CURATOR -> new CuratorLatch(spot, herald);
			case CONSUL_LOCK -> throw new IllegalArgumentException("consul lock is a process of its own");
		};
	}

}

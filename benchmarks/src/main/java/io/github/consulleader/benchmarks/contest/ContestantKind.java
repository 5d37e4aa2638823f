package io.github.consulleader.benchmarks.contest;

import java.util.Optional;

import io.github.consulleader.role.Timings;
import net.javacrumbs.shedlock.provider.jdbctemplate.JdbcTemplateLockProvider;
import org.apache.curator.framework.recipes.leader.LeaderLatch;

import org.springframework.integration.jdbc.lock.JdbcLockRegistry;

/**
 * Who can be measured.
 */
public enum ContestantKind {

	/** What no election on Consul from a JVM can undercut. */
	FLOOR("floor (bare JDK client)", Ground.CONSUL),

	/** This project, default settings, {@code stop()} and {@code start()}. */
	OURS("consul-leader", Ground.CONSUL),

	/**
	 * This project, one of many in a process: without the warm-up, which each process
	 * needs once and would go through as often as there are elections.
	 */
	OURS_OF_MANY("consul-leader, one of many", Ground.CONSUL),

	/** This project with the preset fast. */
	OURS_FAST("consul-leader, fast", Ground.CONSUL),

	/** This project with the preset steady. */
	OURS_STEADY("consul-leader, steady", Ground.CONSUL),

	/** This project, giving up one role and staying with the others. */
	OURS_WITHDRAW("consul-leader, withdraw", Ground.CONSUL),

	/** The lock registry of this project. */
	OURS_LOCK("ConsulLockRegistry", Ground.CONSUL),

	/** Spring Integration's initiator on its JDBC lock registry, default settings. */
	SPRING_JDBC("Spring Integration, JDBC", Ground.POSTGRES),

	/** A lock of the same registry. */
	SPRING_JDBC_LOCK("JdbcLockRegistry", Ground.POSTGRES),

	/** A run that ShedLock guards, on JDBC; nobody waits, all try again and again. */
	SHEDLOCK("ShedLock, JDBC", Ground.POSTGRES),

	/** Curator's LeaderLatch, default settings. */
	CURATOR("Curator LeaderLatch", Ground.ZOOKEEPER),

	/** Curator's InterProcessMutex, default settings. */
	CURATOR_MUTEX("Curator InterProcessMutex", Ground.ZOOKEEPER),

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

	ContestantKind(String title, Ground ground) {
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
	 * @return those of the preset, which is balanced where nothing is said
	 */
	public Timings timings() {
		return switch (this) {
			case OURS_FAST -> Timings.fast();
			case OURS_STEADY -> Timings.steady();
			default -> Timings.balanced();
		};
	}

	/**
	 * Whether it is somebody else's.
	 * @return false for us and the floor
	 */
	public boolean isPeer() {
		return switch (this) {
			case FLOOR, OURS, OURS_OF_MANY, OURS_FAST, OURS_STEADY, OURS_WITHDRAW, OURS_LOCK -> false;
			default -> true;
		};
	}

	/**
	 * Which version of a peer it is.
	 * @return the name of its jar, or nothing where it is not a library
	 */
	public Optional<String> version() {
		return switch (this) {
			case SPRING_JDBC, SPRING_JDBC_LOCK -> Optional.of(Jar.of(JdbcLockRegistry.class));
			case SHEDLOCK -> Optional.of(Jar.of(JdbcTemplateLockProvider.class));
			case CURATOR, CURATOR_MUTEX -> Optional.of(Jar.of(LeaderLatch.class));
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
			case OURS, OURS_OF_MANY, OURS_FAST, OURS_STEADY, OURS_WITHDRAW ->
				(int) timings().lockDelay().toMillis() + 200;
			default -> 200;
		};
	}

	/**
	 * Opens a contestant in this process.
	 * @param spec where it stands
	 * @param listener whom it tells
	 * @return one that does not campaign yet
	 * @throws Exception as it likes
	 */
	public Contestant open(ContestantSpec spec, GrantListener listener) throws Exception {
		return switch (this) {
			case FLOOR -> new Floor(spec, listener);
			case OURS, OURS_OF_MANY, OURS_FAST, OURS_STEADY -> new Ours(spec, listener);
			case OURS_WITHDRAW -> new OursWithdraw(spec, listener);
			case OURS_LOCK -> new OursLock(spec, listener);
			case SPRING_JDBC -> new SpringJdbc(spec, listener);
			case SPRING_JDBC_LOCK -> new SpringJdbcLock(spec, listener);
			case SHEDLOCK -> new ShedLockGuard(spec, listener);
			case CURATOR -> new CuratorLatch(spec, listener);
			case CURATOR_MUTEX -> new CuratorMutex(spec, listener);
			case CONSUL_LOCK -> throw new IllegalArgumentException("consul lock is a process of its own");
		};
	}

}

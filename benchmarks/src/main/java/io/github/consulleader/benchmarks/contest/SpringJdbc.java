package io.github.consulleader.benchmarks.contest;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;

import org.springframework.context.support.GenericApplicationContext;
import org.springframework.integration.jdbc.lock.DefaultLockRepository;
import org.springframework.integration.jdbc.lock.JdbcLockRegistry;
import org.springframework.integration.leader.Candidate;
import org.springframework.integration.leader.Context;
import org.springframework.integration.leader.DefaultCandidate;
import org.springframework.integration.support.leader.LockRegistryLeaderInitiator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Spring Integration's initiator on its JDBC lock registry, put together as its reference
 * manual does, with nothing changed: lock time-to-live 10 s, heartbeat 0.5 s.
 */
final class SpringJdbc implements Contestant {

	private final GenericApplicationContext context = new GenericApplicationContext();

	private final LockRegistryLeaderInitiator initiator;

	SpringJdbc(ContestantSpec spec, GrantListener listener) {
		this.context.registerBean(DataSource.class, () -> dataSource(spec));
		this.context.registerBean(PlatformTransactionManager.class,
				() -> new JdbcTransactionManager(this.context.getBean(DataSource.class)));
		this.context.registerBean(DefaultLockRepository.class, () -> {
			DefaultLockRepository repository = new DefaultLockRepository(this.context.getBean(DataSource.class));
			repository.setRegion(spec.scope());
			return repository;
		});
		this.context.registerBean(JdbcLockRegistry.class,
				() -> new JdbcLockRegistry(this.context.getBean(DefaultLockRepository.class)));
		this.context.registerBean(LockRegistryLeaderInitiator.class, () -> {
			LockRegistryLeaderInitiator made = new LockRegistryLeaderInitiator(
					this.context.getBean(JdbcLockRegistry.class), candidate(spec, listener));
			made.setAutoStartup(false);
			return made;
		});
		this.context.refresh();
		this.initiator = this.context.getBean(LockRegistryLeaderInitiator.class);
	}

	static HikariDataSource dataSource(ContestantSpec spec) {
		HikariDataSource dataSource = new HikariDataSource();
		dataSource.setJdbcUrl(spec.address());
		return dataSource;
	}

	private static Candidate candidate(ContestantSpec spec, GrantListener listener) {
		return new DefaultCandidate(spec.instance(), "role") {

			@Override
			public void onGranted(Context context) {
				listener.granted();
				super.onGranted(context);
			}

			@Override
			public void onRevoked(Context context) {
				listener.revoked();
				super.onRevoked(context);
			}

		};
	}

	@Override
	public void campaign() {
		this.initiator.start();
	}

	@Override
	public void standDown() {
		this.initiator.stop();
	}

	@Override
	public boolean isLeader() {
		return this.initiator.getContext().isLeader();
	}

	@Override
	public void close() {
		this.context.close();
	}

}

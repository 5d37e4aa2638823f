package io.github.consulleader.benchmarks.contest;

import java.util.concurrent.locks.Lock;

import com.zaxxer.hikari.HikariDataSource;

import org.springframework.context.support.GenericApplicationContext;
import org.springframework.integration.jdbc.lock.DefaultLockRepository;
import org.springframework.integration.jdbc.lock.JdbcLockRegistry;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * Spring Integration's JDBC lock registry with nothing changed: lock time-to-live 10 s, a
 * try every 100 ms.
 */
final class SpringJdbcLock extends LockThread {

	private final GenericApplicationContext context = new GenericApplicationContext();

	private final Lock lock;

	SpringJdbcLock(ContestantSpec spec, GrantListener listener) {
		super(listener);
		HikariDataSource dataSource = SpringJdbc.dataSource(spec);
		this.context.registerBean(HikariDataSource.class, () -> dataSource);
		this.context.registerBean(JdbcTransactionManager.class, () -> new JdbcTransactionManager(dataSource));
		this.context.registerBean(DefaultLockRepository.class, () -> {
			DefaultLockRepository repository = new DefaultLockRepository(dataSource);
			repository.setRegion(spec.scope());
			return repository;
		});
		this.context.registerBean(JdbcLockRegistry.class,
				() -> new JdbcLockRegistry(this.context.getBean(DefaultLockRepository.class)));
		this.context.refresh();
		this.lock = this.context.getBean(JdbcLockRegistry.class).obtain("contended");
	}

	@Override
	void lock() {
		this.lock.lock();
	}

	@Override
	void unlock() {
		this.lock.unlock();
	}

	@Override
	public void close() {
		this.context.close();
	}

}

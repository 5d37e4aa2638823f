package io.github.consulleader.benchmarks.contest;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.zaxxer.hikari.HikariDataSource;
import net.javacrumbs.shedlock.core.DefaultLockingTaskExecutor;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockingTaskExecutor;
import net.javacrumbs.shedlock.provider.jdbctemplate.JdbcTemplateLockProvider;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A job that is due every 100 ms in each process, and that ShedLock lets run in one at a
 * time: on JDBC, with the database's clock as its documentation recommends, for at most
 * 10 s. A run lasts until it is told to end. Nobody waits and nobody renews: after
 * {@code lockAtMostFor} the job is free, whether its run has ended or not.
 */
final class ShedLockGuard implements Contestant {

	/** How often the job is due. */
	private static final long DUE_MILLIS = 100;

	private static final Duration AT_MOST = Duration.ofSeconds(10);

	private final HikariDataSource dataSource;

	private final LockingTaskExecutor executor;

	private final String job;

	private final GrantListener listener;

	private volatile boolean runs;

	private volatile CountDownLatch until = new CountDownLatch(0);

	ShedLockGuard(ContestantSpec spec, GrantListener listener) {
		this.listener = listener;
		this.job = spec.scope();
		this.dataSource = SpringJdbc.dataSource(spec);
		this.executor = new DefaultLockingTaskExecutor(
				new JdbcTemplateLockProvider(JdbcTemplateLockProvider.Configuration.builder()
					.withJdbcTemplate(new JdbcTemplate(this.dataSource))
					.usingDbTime()
					.build()));
	}

	@Override
	public void campaign() {
		CountDownLatch end = new CountDownLatch(1);
		this.until = end;
		Thread thread = new Thread(() -> tryUntil(end), "contestant");
		thread.setDaemon(true);
		thread.start();
	}

	private void tryUntil(CountDownLatch end) {
		try {
			do {
				Runnable run = () -> runUntil(end);
				this.executor.executeWithLock(run,
						new LockConfiguration(Instant.now(), this.job, AT_MOST, Duration.ZERO));
			}
			while (!end.await(DUE_MILLIS, TimeUnit.MILLISECONDS));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void runUntil(CountDownLatch end) {
		this.runs = true;
		this.listener.granted();
		try {
			end.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.runs = false;
			this.listener.revoked();
		}
	}

	@Override
	public void standDown() {
		this.until.countDown();
	}

	@Override
	public boolean isLeader() {
		return this.runs;
	}

	@Override
	public void close() {
		standDown();
		this.dataSource.close();
	}

}

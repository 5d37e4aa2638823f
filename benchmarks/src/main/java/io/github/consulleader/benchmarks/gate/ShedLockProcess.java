package io.github.consulleader.benchmarks.gate;

import java.time.Duration;
import java.time.Instant;

import com.zaxxer.hikari.HikariDataSource;
import io.github.consulleader.benchmarks.contest.ContestantSpec;
import io.github.consulleader.benchmarks.process.Channel;
import io.github.consulleader.benchmarks.process.Event;
import net.javacrumbs.shedlock.core.DefaultLockingTaskExecutor;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockingTaskExecutor;
import net.javacrumbs.shedlock.provider.jdbctemplate.JdbcTemplateLockProvider;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The process in which ShedLock guards runs that do nothing, with the database's clock as
 * its documentation recommends.
 */
final class ShedLockProcess {

	static final String GUARDED = "guarded";

	private static final Duration AT_MOST = Duration.ofSeconds(10);

	private final Channel channel = new Channel();

	private final LockingTaskExecutor executor;

	private int runs;

	private ShedLockProcess(String url) {
		HikariDataSource dataSource = new HikariDataSource();
		dataSource.setJdbcUrl(url);
		this.executor = new DefaultLockingTaskExecutor(
				new JdbcTemplateLockProvider(JdbcTemplateLockProvider.Configuration.builder()
					.withJdbcTemplate(new JdbcTemplate(dataSource))
					.usingDbTime()
					.build()));
	}

	/**
	 * Runs until it is ended.
	 * @param args a {@link ContestantSpec}, of which the address counts
	 */
	public static void main(String... args) {
		ShedLockProcess process = new ShedLockProcess(args[1]);
		process.channel.tell(Event.READY);
		process.channel.obey((command) -> process.measure(Integer.parseInt(command)));
	}

	private void measure(int rounds) {
		for (int i = 0; i < rounds; i++) {
			int before = this.runs;
			long begun = System.nanoTime();
			Runnable run = () -> this.runs++;
			this.executor.executeWithLock(run,
					new LockConfiguration(Instant.now(), "guarded-job", AT_MOST, Duration.ZERO));
			Event event = new Event(GUARDED, begun, (System.nanoTime() - begun) / 1e6);
			if (this.runs != before + 1) {
				throw new IllegalStateException("It was not run");
			}
			this.channel.tell(event);
		}
		this.channel.tell(Event.DONE);
	}

}

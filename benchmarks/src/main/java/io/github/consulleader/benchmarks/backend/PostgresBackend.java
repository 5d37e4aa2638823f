package io.github.consulleader.benchmarks.backend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/**
 * A real PostgreSQL in processes of its own, with the tables of Spring Integration and of
 * ShedLock. It does not wait for the disk ({@code fsync} is off).
 */
public final class PostgresBackend implements Backend {

	private final EmbeddedPostgres postgres;

	/** Starts it. */
	public PostgresBackend() {
		try {
			this.postgres = EmbeddedPostgres.builder().setServerConfig("max_connections", "300").start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		new ResourceDatabasePopulator(
				new ClassPathResource("org/springframework/integration/jdbc/schema-postgresql.sql"),
				new ClassPathResource("io/github/consulleader/benchmarks/backend/shedlock.sql"))
			.execute(this.postgres.getPostgresDatabase());
	}

	@Override
	public String address(int place) {
		return this.postgres.getJdbcUrl("postgres", "postgres");
	}

	/**
	 * How many transactions were committed in the contestants' database. Sessions tell of
	 * theirs with a delay of a second or so.
	 * @return since it was made, with those that asked for this
	 */
	public long committed() {
		try (Connection connection = this.postgres.getPostgresDatabase().getConnection();
				Statement statement = connection.createStatement();
				ResultSet row = statement
					.executeQuery("select xact_commit from pg_stat_database where datname = current_database()")) {
			row.next();
			return row.getLong(1);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public String description() {
		try (Connection connection = this.postgres.getPostgresDatabase().getConnection()) {
			return "PostgreSQL " + connection.getMetaData().getDatabaseProductVersion() + ", embedded, fsync off";
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		try {
			this.postgres.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}

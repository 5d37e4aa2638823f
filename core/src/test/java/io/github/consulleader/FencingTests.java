package io.github.consulleader;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import io.github.consulleader.consul.TestConsul;
import io.github.consulleader.role.Role;
import io.github.consulleader.role.Term;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The worked example of {@code docs/safety.md}, with the statements that stand there.
 */
@Tag("consul")
class FencingTests {

	private final String scope = "fencing-" + UUID.randomUUID();

	private final List<LeaderElection> elections = new ArrayList<>();

	private final String database = "jdbc:h2:mem:" + UUID.randomUUID();

	private Connection kept;

	@BeforeEach
	void createTables() throws Exception {
		this.kept = DriverManager.getConnection(this.database);
		try (Statement statement = this.kept.createStatement()) {
			for (String sql : statements("schema")) {
				statement.execute(sql);
			}
		}
	}

	@AfterEach
	void close() throws SQLException {
		this.elections.forEach(LeaderElection::close);
		this.kept.close();
	}

	@Test
	@Tag("F3")
	void lateWriteOfAnEarlierTermChangesNothing() throws Exception {
		Term early = start().awaitGrant();
		assertThat(write(early, "first")).isTrue();
		assertThat(write(early, "second")).isTrue();
		Recorder other = start();
		endSession(this.elections.get(0));
		this.elections.get(0).close();
		Term late = other.awaitGrant();
		assertThat(write(late, "third")).isTrue();
		assertThat(write(early, "too late")).isFalse();
		assertThat(write(late, "fourth")).isTrue();
		assertThat(reports()).containsExactlyInAnyOrder("first", "second", "third", "fourth");
	}

	@Test
	void firstWriteOfALaterTermWaitsForATransactionThatIsUnderWay() throws Exception {
		Term term = start().awaitGrant();
		try (Connection underWay = connection()) {
			assertThat(moveFence(underWay, term.token())).isOne();
			try (Connection later = connection(); Statement settings = later.createStatement()) {
				settings.execute("SET LOCK_TIMEOUT 50");
				assertThatExceptionOfType(SQLTimeoutException.class)
					.isThrownBy(() -> moveFence(later, term.token() + 1));
				later.rollback();
				insert(underWay, "under way", term.token());
				underWay.commit();
				assertThat(moveFence(later, term.token() + 1)).isOne();
				later.commit();
			}
		}
		assertThat(write(term, "too late")).isFalse();
		assertThat(reports()).containsExactly("under way");
	}

	private boolean write(Term term, String id) throws Exception {
		try (Connection connection = connection()) {
			if (moveFence(connection, term.token()) == 0) {
				connection.rollback();
				return false;
			}
			insert(connection, id, term.token());
			connection.commit();
			return true;
		}
	}

	private Connection connection() throws SQLException {
		Connection connection = DriverManager.getConnection(this.database);
		connection.setAutoCommit(false);
		return connection;
	}

	private static int moveFence(Connection connection, long token) throws Exception {
		try (PreparedStatement update = connection.prepareStatement(statements("write").get(0))) {
			update.setLong(1, token);
			update.setLong(2, token);
			return update.executeUpdate();
		}
	}

	private static void insert(Connection connection, String id, long token) throws Exception {
		try (PreparedStatement insert = connection.prepareStatement(statements("write").get(1))) {
			insert.setString(1, id);
			insert.setLong(2, token);
			insert.executeUpdate();
		}
	}

	private List<String> reports() throws SQLException {
		List<String> ids = new ArrayList<>();
		try (Statement query = this.kept.createStatement();
				ResultSet rows = query.executeQuery("SELECT id FROM report")) {
			while (rows.next()) {
				ids.add(rows.getString(1));
			}
		}
		return ids;
	}

	private Recorder start() {
		Recorder recorder = new Recorder();
		LeaderElection election = LeaderElection.builder()
			.consul(TestConsul.troubledAddress())
			.scope(this.scope)
			.build();
		this.elections.add(election);
		election.join(Role.of("reports"), recorder);
		election.start();
		return recorder;
	}

	private void endSession(LeaderElection election) throws Exception {
		String path = "/v1/session/destroy/" + election.status().session();
		HttpResponse<Void> reply = HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(TestConsul.address().resolve(path))
				.PUT(HttpRequest.BodyPublishers.noBody())
				.build(), HttpResponse.BodyHandlers.discarding());
		assertThat(reply.statusCode()).isEqualTo(200);
	}

	/** The statements of the page's block that bears this mark. */
	private static List<String> statements(String mark) throws IOException {
		String page = Files.readString(Path.of("../docs/safety.md"));
		String after = page.substring(page.indexOf("<!-- fence: " + mark + " -->"));
		String block = after.substring(after.indexOf("```sql") + "```sql".length());
		List<String> found = Arrays.stream(block.substring(0, block.indexOf("```")).split(";"))
			.map(String::strip)
			.filter((sql) -> !sql.isEmpty())
			.toList();
		assertThat(found).isNotEmpty();
		return found;
	}

}

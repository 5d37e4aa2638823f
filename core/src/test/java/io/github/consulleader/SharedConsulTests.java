package io.github.consulleader;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.github.consulleader.consul.ConsulConnection;
import io.github.consulleader.consul.TestConsul;
import io.github.consulleader.load.Census;
import io.github.consulleader.load.Relay;
import io.github.consulleader.role.Candidate;
import io.github.consulleader.role.Leadership;
import io.github.consulleader.role.LeadershipListener;
import io.github.consulleader.role.Revocation;
import io.github.consulleader.role.Role;
import io.github.consulleader.role.Term;
import io.github.consulleader.role.Timings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

@Tag("consul")
@Tag("F50")
class SharedConsulTests {

	private static final Duration GENEROUS = Duration.ofSeconds(60);

	private final String scope = "shared-" + UUID.randomUUID();

	private final Relay wire = new Relay(TestConsul.address());

	private final SharedConsul consul = new SharedConsul(
			new ConsulConnection(this.wire.address(), Timings.balanced().requestTimeout()));

	private final LeaderElection election = LeaderElection.builder().scope(this.scope).consul(this.consul).build();

	private final ConsulMutexes mutexes = new ConsulMutexes(new Candidate("leader", this.scope, "me", null),
			Timings.balanced(), true, this.consul);

	private final Leadership role = this.election.join(Role.of("r"), new LeadershipListener() {
		@Override
		public void onGranted(Term term) {
			// It is asked instead.
		}

		@Override
		public void onRevoked(Term term, Revocation reason) {
			// It is asked instead.
		}
	});

	@ParameterizedTest
	@ValueSource(strings = { "SEM", "SME", "ESM", "EMS", "MSE", "MES" })
	void maybeClosedInAnyOrder(String order) {
		this.election.start();
		this.mutexes.mutexes().mutex("m").lock(null);
		await().atMost(GENEROUS).until(this.role::isLeader);
		List<Character> open = new ArrayList<>(order.chars().mapToObj((one) -> (char) one).toList());
		while (!open.isEmpty()) {
			close(open.remove(0));
			if (open.contains('E')) {
				assertThat(this.role.isLeader()).isTrue();
			}
			if (open.contains('M')) {
				this.mutexes.mutexes().mutex("m").unlock();
				assertThat(this.mutexes.mutexes().mutex("m").tryLock()).isTrue();
			}
		}
		await().atMost(GENEROUS).until(() -> this.wire.open() == 0);
		assertThat(Census.of(TestConsul.address(), this.scope)).extracting(Census::sessions, Census::checks)
			.containsExactly(0, 0);
		this.wire.close();
	}

	private void close(char one) {
		switch (one) {
			case 'S' -> this.consul.close();
			case 'E' -> this.election.close();
			default -> this.mutexes.close();
		}
	}

	@Test
	void takesNobodyInOnceItIsClosed() {
		this.consul.close();
		LeaderElectionBuilder builder = LeaderElection.builder().scope("late").consul(this.consul);
		assertThatIllegalStateException().isThrownBy(builder::build).withMessageContaining("closed");
		this.election.close();
		this.mutexes.close();
		this.wire.close();
	}

}

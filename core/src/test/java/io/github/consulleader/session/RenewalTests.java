package io.github.consulleader.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

import io.github.consulleader.consul.Refusal;
import io.github.consulleader.role.Candidate;
import io.github.consulleader.role.Timings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of a session that a server says it does not know.
 */
class RenewalTests {

	private final HandLoop loop = new HandLoop();

	private final ScriptedConsul consul = new ScriptedConsul();

	private final List<String> gone = new ArrayList<>();

	private final Renewal renewal = new Renewal(this.consul, this.loop,
			new SessionPlan("roles", new Candidate("leader", "app", "me", null), "n1", Timings.balanced(), true),
			new SplittableRandom(1), new Problems("leader-app", (problem) -> {
			}), "session-1", this.loop.ticker().stamp(), this.gone::add);

	@BeforeEach
	void refuse() {
		this.renewal.begin();
		this.consul.refuse("renew", Refusal.SESSION_GONE);
	}

	@Test
	void believesAQuorumThatItIsGone() {
		this.consul.known(false);
		this.loop.pass(Duration.ofSeconds(4));
		assertThat(this.gone).hasSize(1);
		this.loop.pass(Duration.ofSeconds(10));
		assertThat(this.gone).hasSize(1);
		assertThat(this.consul.asked()).containsExactly("renew", "ask a quorum");
	}

	@Test
	@Tag("F17")
	void goesOnWithASessionThatAQuorumKnows() {
		this.consul.known(true);
		this.loop.pass(Duration.ofSeconds(4));
		assertThat(this.gone).isEmpty();
		assertThat(Collections.frequency(this.consul.asked(), "renew")).isGreaterThan(2);
		this.consul.comply("renew");
		this.loop.pass(Duration.ofSeconds(6));
		assertThat(this.renewal.proven()).isTrue();
		assertThat(this.consul.asked()).contains("renew").doesNotContain("ask a quorum");
	}

	@Test
	@Tag("F17")
	void asksAgainUntilAQuorumAnswers() {
		this.consul.ignore("ask a quorum");
		this.loop.pass(Duration.ofSeconds(6));
		assertThat(this.gone).isEmpty();
		assertThat(Collections.frequency(this.consul.asked(), "ask a quorum")).isGreaterThan(2);
		this.consul.comply("ask a quorum");
		this.loop.pass(Duration.ofSeconds(4));
		assertThat(this.gone).hasSize(1);
	}

	@Test
	@Tag("F7")
	void doesNotListenToAQuorumAfterItsEnd() {
		this.consul.keepBack("ask a quorum");
		this.loop.pass(Duration.ofSeconds(4));
		this.renewal.end();
		this.consul.deliver("ask a quorum");
		this.loop.pass(Duration.ofSeconds(10));
		assertThat(this.gone).isEmpty();
		assertThat(this.consul.asked()).containsExactly("renew", "ask a quorum");
	}

}

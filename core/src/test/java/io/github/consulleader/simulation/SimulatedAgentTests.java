package io.github.consulleader.simulation;

import java.time.Duration;
import java.util.List;

import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.CheckRegistration;
import io.github.consulleader.consul.Refusal;
import io.github.consulleader.consul.SessionSpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Checks belong to their agent. */
class SimulatedAgentTests {

	private static final CheckRegistration CHECK = new CheckRegistration("s", "s", "c", Duration.ofSeconds(3),
			Duration.ofMinutes(1));

	private final World world = new World(5);

	private final SimulatedAgent agent = this.world.agents.get(0);

	private String session = "";

	@BeforeEach
	void hangASessionOnACheck() {
		this.world.done(this.world.a().register(CHECK));
		this.world.done(this.world.a().pass("c"));
		this.session = this.world.session(this.world.a(), Duration.ofSeconds(2), "c", ServerState.GOSSIP);
	}

	private boolean lives() {
		return this.world.model.state().sessions().containsKey(this.session);
	}

	private void passFor(int seconds) {
		for (int i = 0; i < seconds; i++) {
			this.world.pass(1000);
			this.world.begin(this.world.a().pass("c"));
		}
		this.world.pass(1);
	}

	@Test
	void passesACheckWhileItIsCutOffAndGossipEndsTheSessionAllTheSame() {
		this.agent.cut();
		this.world.pass(1000);
		assertThat(this.world.await(this.world.a().pass("c"))).isInstanceOf(Answer.Done.class);
		passFor(3);
		assertThat(lives()).isTrue();
		passFor(4);
		assertThat(lives()).isFalse();
	}

	@Test
	void tellsTheServersOfACriticalCheckWhenItCan() {
		this.agent.cut();
		this.world.pass(4000);
		assertThat(lives()).isTrue();
		assertThat(this.world.await(this.world.a().pass("c"))).as("a pass that changes the state waits for the servers")
			.isInstanceOf(Answer.Unknown.class);
		assertThat(lives()).isTrue();
		this.world.pass(3500);
		this.agent.heal();
		this.world.pass(3000);
		assertThat(lives()).isFalse();
	}

	@Test
	void keepsTheSessionOverAShortRestart() {
		this.agent.stop();
		assertThat(this.world.await(this.world.a().pass("c"))).isInstanceOf(Answer.Unknown.class);
		this.world.pass(1500);
		this.agent.start(false);
		passFor(8);
		assertThat(lives()).isTrue();
	}

	@Test
	void losesTheSessionOverARestartThatForgets() {
		this.agent.stop();
		this.world.pass(100);
		this.agent.start(true);
		this.world.pass(3000);
		assertThat(lives()).isFalse();
		assertThat(this.world.refusal(this.world.a().pass("c"))).isEqualTo(Refusal.CHECK_MISSING);
	}

	@Test
	void takesNoSessionForANodeThatWasRemoved() {
		this.world.model.operate((state, sessions, index) -> sessions.removeNode(state, "node-a", index));
		this.world.pass(100);
		assertThat(lives()).isFalse();
		assertThat(this.world.refusal(
				this.world.a().createSession(new SessionSpec("n", Duration.ofSeconds(10), Duration.ZERO, List.of()))))
			.isEqualTo(Refusal.NODE_MISSING);
	}

	@Test
	void removesAServiceThatWasCriticalForLong() {
		this.world.pass(60_000);
		assertThat(this.world.refusal(this.world.a().pass("c"))).isNull();
		this.world.pass(70_000);
		assertThat(this.world.refusal(this.world.a().pass("c"))).isEqualTo(Refusal.CHECK_MISSING);
	}

}

package io.github.consulleader.engine;

import java.time.Duration;

import io.github.consulleader.role.RoleStatus.State;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** How long a worker believes. */
class RoleMachineBeliefTests extends RoleMachineFixture {

	@Test
	void isConfirmedFromWhenTheReadWasSent() {
		become();
		Observation asked = ask(true);
		this.around.loop().advance(Duration.ofMillis(700));
		this.machine.seen(OURS, asked);
		this.around.loop().ticker().advance(Duration.ofMillis(1099));
		assertThat(this.view.isLeader()).isTrue();
		this.around.loop().ticker().advance(Duration.ofMillis(1));
		assertThat(this.view.isLeader()).isFalse();
	}

	@Test
	void isNotConfirmedByTheWatch() {
		become();
		this.around.loop().advance(Duration.ofSeconds(1));
		this.machine.seen(OURS, ask(false));
		this.around.loop().advance(Duration.ofMillis(800));
		assertThat(this.view.isLeader()).isFalse();
	}

	@Test
	void isNotRevivedByAConfirmationThatComesLate() {
		become();
		this.around.loop().advance(Duration.ofMillis(1700));
		Observation asked = ask(true);
		this.around.loop().ticker().advance(Duration.ofMillis(100));
		this.machine.seen(OURS, asked);
		settle();
		assertThat(this.view.isLeader()).isFalse();
		assertThat(this.log).containsExactly("granted 8", "revoked 8 CONFIDENCE_LOST");
	}

	@Test
	void revokesByItselfWhenConfidenceEnds() {
		become();
		this.around.loop().advance(CONFIDENCE.minusNanos(1));
		settle();
		assertThat(this.log).containsExactly("granted 8");
		this.around.loop().advance(Duration.ofNanos(1));
		settle();
		assertThat(this.log).containsExactly("granted 8", "revoked 8 CONFIDENCE_LOST");
	}

	@Test
	@Tag("F2")
	void doesNotWaitForTheEventLoopToStopBelieving() {
		become();
		this.around.loop().ticker().advance(Duration.ofMinutes(1));
		assertThat(this.view.isLeader()).isFalse();
		assertThat(this.view.term()).isEmpty();
		assertThat(this.view.status().state()).isEqualTo(State.STOPPING);
	}

	@Test
	void believesNothingAfterAFailureOfTheEngine() {
		become();
		this.machine.recover();
		assertThat(this.view.isLeader()).isFalse();
		settle();
		assertThat(this.log).containsExactly("granted 8", "revoked 8 ENGINE_FAILED");
	}

}

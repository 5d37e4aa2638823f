package io.github.consulleader.engine;

import java.util.concurrent.CompletableFuture;

import io.github.consulleader.consul.Refusal;
import io.github.consulleader.role.HandOver;
import io.github.consulleader.role.Revocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** How a role is given up: handed over, yielded, let go. */
class RoleMachineLeaveTests extends RoleMachineFixture {

	@Test
	void handsOverWhenTheWorkHasStopped() {
		become();
		this.machine.leave(Revocation.SHUTDOWN);
		assertThat(this.view.isLeader()).isFalse();
		assertThat(this.around.sent()).as("not before the work has stopped").hasSize(1);
		settle();
		assertThat(this.log).containsExactly("granted 8", "revoked 8 SHUTDOWN");
		assertThat(this.around.sent()).hasSize(2);
		assertThat(this.machine.isOff()).isFalse();
		this.around.lastSent().committed(ROLE, 81);
		assertThat(this.machine.isOff()).isTrue();
	}

	@Test
	void doesNotHandOverWhenConfidenceEndsWhileItDrains() {
		become();
		this.machine.leave(Revocation.YIELDED);
		this.around.loop().advance(CONFIDENCE);
		assertThat(this.around.sent()).hasSize(1);
		settle();
		assertThat(this.around.sent()).hasSize(1);
		assertThat(this.around.log()).contains("suspect session");
	}

	@Test
	void completesAYieldWhenTheRoleWasHandedOver() {
		become();
		CompletableFuture<HandOver> yielded = this.view.yieldRole();
		settle();
		assertThat(yielded).isNotDone();
		this.around.lastSent().committed(ROLE, 81);
		assertThat(yielded).isCompletedWithValue(HandOver.NOBODY_WANTS_IT);
		assertThat(this.machine.state().awaitsOthers()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "false", "true" })
	void completesAYieldOfARoleThatWasLost(boolean onTheWay) {
		become();
		if (!onTheWay) {
			this.around.loop().advance(CONFIDENCE);
		}
		CompletableFuture<HandOver> yielded = this.view.yieldRole();
		this.around.loop().run();
		this.around.loop().advance(CONFIDENCE);
		settle();
		assertThat(yielded).isCompletedWithValue(onTheWay ? HandOver.LOST : HandOver.NOT_WORKER);
	}

	@Test
	void completesAYieldWhenTheEngineGivesUp() {
		become();
		CompletableFuture<HandOver> yielded = this.view.yieldRole();
		settle();
		this.machine.abandon();
		assertThat(yielded).isCompletedWithValue(HandOver.LOST);
	}

	@Test
	void tellsAllWhoWaitThatItIsOff() {
		become();
		this.machine.whenOff(() -> this.log.add("off"));
		this.machine.whenOff(() -> this.log.add("off too"));
		this.machine.leave(Revocation.WITHDRAWN);
		settle();
		assertThat(this.log).doesNotContain("off");
		this.around.lastSent().committed(ROLE, 81);
		assertThat(this.log).endsWith("off", "off too");
	}

	@Test
	void isNotOffWhileAWriteIsUnderWay() {
		this.machine.want();
		see(ENDED);
		this.machine.leave(Revocation.WITHDRAWN);
		assertThat(this.machine.isOff()).isFalse();
		this.around.lastSent().refused(Refusal.CONFLICT);
		assertThat(this.machine.isOff()).isTrue();
	}

}

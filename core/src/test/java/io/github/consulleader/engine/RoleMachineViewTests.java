package io.github.consulleader.engine;

import java.time.Duration;

import io.github.consulleader.role.Revocation;
import io.github.consulleader.role.RoleStatus.State;
import org.junit.jupiter.api.Test;

import static io.github.consulleader.engine.Situation.MINE;
import static io.github.consulleader.engine.Situation.OTHER;
import static io.github.consulleader.engine.Situation.begun;
import static io.github.consulleader.engine.Situation.free;
import static io.github.consulleader.engine.Situation.held;
import static io.github.consulleader.engine.Situation.released;
import static org.assertj.core.api.Assertions.assertThat;

/** What a user does with a role and sees of it. */
class RoleMachineViewTests extends RoleMachineFixture {

	@Test
	void runsWorkOnlyWhileItIsLeader() throws Exception {
		assertThat(this.view.runIfLeader((term) -> this.log.add("work"))).isFalse();
		become();
		assertThat(this.view.runIfLeader((term) -> this.log.add("work " + term.token()))).isTrue();
		this.around.loop().ticker().advance(CONFIDENCE);
		assertThat(this.view.runIfLeader((term) -> this.log.add("work"))).isFalse();
		assertThat(this.log).containsExactly("granted 8", "work 80");
	}

	@Test
	void handsOverOnlyWhenRunningWorkHasEnded() throws Exception {
		become();
		this.view.runIfLeader((term) -> {
			this.machine.leave(Revocation.SHUTDOWN);
			settle();
			assertThat(this.log).containsExactly("granted 8");
			assertThat(this.view.runIfLeader((late) -> this.log.add("late work"))).isFalse();
		});
		settle();
		assertThat(this.log).containsExactly("granted 8", "revoked 8 SHUTDOWN");
		assertThat(this.around.sent()).hasSize(2);
	}

	@Test
	void showsWhatItIs() {
		assertThat(this.view.status().state()).isEqualTo(State.OFF);
		this.around.informed(false);
		this.machine.want();
		assertThat(this.view.status().state()).isEqualTo(State.UNKNOWN);
		this.around.informed(true);
		see(held(OTHER, 70, begun(7, OTHER)));
		assertThat(this.view.status().state()).isEqualTo(State.SLUMBERER);
		assertThat(this.view.status().worker()).hasFieldOrPropertyWithValue("token", 70L)
			.hasFieldOrPropertyWithValue("number", 7L);
		see(free(71, released(7, OTHER, MINE)));
		assertThat(this.view.status().worker()).isNull();
		this.around.lastSent().committed(ROLE, 80);
		assertThat(this.view.status().state()).isEqualTo(State.WORKER);
		assertThat(this.view.status().term()).isNotNull();
		settle();
		this.machine.leave(Revocation.SHUTDOWN);
		assertThat(this.view.status().state()).isEqualTo(State.STOPPING);
		assertThat(this.view.status().lastRevocation()).isEqualTo(Revocation.SHUTDOWN);
		settle();
		this.around.lastSent().committed(ROLE, 81);
		assertThat(this.view.status().state()).isEqualTo(State.OFF);
		assertThat(this.view.status().term()).isNull();
	}

	@Test
	void showsThatItsWorkIsStuck() throws Exception {
		become();
		this.view.runIfLeader((term) -> {
			this.around.loop().advance(CONFIDENCE);
			this.around.loop().advance(Duration.ofSeconds(2));
			assertThat(Thread.interrupted()).isTrue();
			assertThat(this.view.status().state()).isEqualTo(State.STUCK);
		});
	}

	/** A restored snapshot brings a hand over back that was before all that. */
	@Test
	void remembersWhatIsShownWhileItsWorkEnds() throws Exception {
		become();
		this.view.runIfLeader((term) -> {
			this.around.loop().advance(CONFIDENCE);
			see(held(OTHER, 90, begun(9, OTHER)));
			assertThat(Thread.interrupted()).isTrue();
		});
		settle();
		int sent = this.around.sent().size();
		see(free(85, released(12, OTHER, MINE)));
		assertThat(this.around.sent()).as("it is not taken at once").hasSize(sent);
		this.around.loop().advance(Duration.ofSeconds(3));
		assertThat(this.around.sent()).hasSizeGreaterThan(sent);
	}

}

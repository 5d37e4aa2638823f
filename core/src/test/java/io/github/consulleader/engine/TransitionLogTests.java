package io.github.consulleader.engine;

import java.time.Duration;

import io.github.consulleader.role.LeadershipListener;
import io.github.consulleader.role.Revocation;
import io.github.consulleader.role.Role;
import io.github.consulleader.role.Term;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static io.github.consulleader.engine.Situation.LOCK_DELAY;
import static io.github.consulleader.engine.Situation.MINE;
import static io.github.consulleader.engine.Situation.OTHER;
import static io.github.consulleader.engine.Situation.begun;
import static io.github.consulleader.engine.Situation.free;
import static io.github.consulleader.engine.Situation.held;
import static io.github.consulleader.engine.Situation.released;
import static org.assertj.core.api.Assertions.assertThat;

class TransitionLogTests {

	private static final Role ROLE = Role.of("report");

	private final HandSurroundings around = new HandSurroundings();

	private final RoleMachine machine = new RoleMachine(ROLE, new Idle(), new CallbackSupport(new HandExecutor()),
			this.around);

	@Test
	@Tag("F54")
	void eachTransitionIsToldWithItsReason() {
		this.machine.want();
		see(held(OTHER, 60, begun(7, OTHER)));
		this.around.loop().advance(Duration.ofNanos(LOCK_DELAY));
		see(free(70, released(7, OTHER, MINE)));
		this.around.lastSent().committed(ROLE, 80);
		this.around.loop().advance(Duration.ofSeconds(2));
		assertThat(this.around.log()).filteredOn((line) -> line.startsWith("Role"))
			.containsExactly("Role report: worker now, term 8, token 80",
					"Role report: worker no longer, CONFIDENCE_LOST");
	}

	private void see(RoleSnapshot seen) {
		this.machine.seen(seen, new Observation(ScriptedConsul.listing(1), this.around.sequence().next(),
				this.around.loop().ticker().stamp(), true));
	}

	/** Does nothing. */
	private static final class Idle implements LeadershipListener {

		@Override
		public void onGranted(Term term) {
		}

		@Override
		public void onRevoked(Term term, Revocation reason) {
		}

	}

}

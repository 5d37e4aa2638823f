package io.github.consulleader.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.consulleader.role.Leadership;
import io.github.consulleader.role.LeadershipListener;
import io.github.consulleader.role.Revocation;
import io.github.consulleader.role.Role;
import io.github.consulleader.role.Term;
import io.github.consulleader.time.Stamp;
import org.junit.jupiter.api.BeforeEach;

import static io.github.consulleader.engine.Situation.LOCK_DELAY;
import static io.github.consulleader.engine.Situation.MINE;
import static io.github.consulleader.engine.Situation.OTHER;
import static io.github.consulleader.engine.Situation.begun;
import static io.github.consulleader.engine.Situation.free;
import static io.github.consulleader.engine.Situation.held;
import static io.github.consulleader.engine.Situation.released;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A role's machine in surroundings that are moved by hand, and what its listener was
 * told.
 */
abstract class RoleMachineFixture {

	static final Role ROLE = Role.of("report");

	static final RoleSnapshot ENDED = free(70, released(7, OTHER, MINE));

	static final RoleSnapshot OURS = held(MINE, 80, begun(8, MINE));

	static final Duration CONFIDENCE = Duration.ofMillis(1800);

	final HandSurroundings around = new HandSurroundings();

	final HandExecutor callbacks = new HandExecutor();

	final List<String> log = new ArrayList<>();

	final RoleMachine machine = new RoleMachine(ROLE, new Listener(), new CallbackSupport(this.callbacks), this.around);

	final Leadership view = this.machine.leadership();

	Observation ask(boolean quorum) {
		return new Observation(ScriptedConsul.listing(1), this.around.sequence().next(), now(), quorum);
	}

	private Stamp now() {
		return this.around.loop().ticker().stamp();
	}

	void see(RoleSnapshot seen) {
		this.machine.seen(seen, ask(true));
	}

	void settle() {
		this.around.loop().run();
		while (this.callbacks.waiting() > 0) {
			this.callbacks.runAll();
			this.around.loop().run();
		}
	}

	/** Long enough to take a role at once that is handed over. */
	@BeforeEach
	void watchForAWhile() {
		watchForAWhile(this.machine);
	}

	void watchForAWhile(RoleMachine any) {
		any.seen(held(OTHER, 60, begun(7, OTHER)), ask(true));
		this.around.loop().advance(Duration.ofNanos(LOCK_DELAY));
		this.around.log().clear();
	}

	void become() {
		this.machine.want();
		see(ENDED);
		this.around.lastSent().committed(ROLE, 80);
		settle();
		assertThat(this.view.isLeader()).isTrue();
		this.around.log().clear();
	}

	private final class Listener implements LeadershipListener {

		@Override
		public void onGranted(Term term) {
			RoleMachineFixture.this.log.add("granted " + term.number());
		}

		@Override
		public void onRevoked(Term term, Revocation reason) {
			RoleMachineFixture.this.log.add("revoked " + term.number() + " " + reason);
		}

	}

}

package io.github.consulleader.engine;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.consulleader.engine.Situation.OTHER;
import static io.github.consulleader.engine.Situation.begun;
import static io.github.consulleader.engine.Situation.free;
import static io.github.consulleader.engine.Situation.held;
import static org.assertj.core.api.Assertions.assertThat;

/** Who asks at once when a worker has died, and who leaves that to others. */
class HeadStartTests extends RoleMachineFixture {

	private static final RoleSnapshot WORKING = held(OTHER, 70, begun(8, OTHER), "first", "second");

	private static final RoleSnapshot DIED = free(70, begun(8, OTHER));

	/** All that a head start may be, and more. */
	private static final Duration LONG = Duration.ofSeconds(3);

	private void watch(RoleSnapshot seen) {
		this.machine.seen(seen, ask(false));
	}

	private void watchItDie(@Nullable String sessionThen) {
		this.machine.want();
		watch(WORKING);
		this.around.session(sessionThen);
		this.machine.session();
		this.around.log().clear();
		watch(DIED);
	}

	@Test
	@Tag("F33")
	void whoIsNotNamedAsksLater() {
		watchItDie(Situation.MINE);
		assertThat(this.around.looks()).isZero();
		this.around.loop().advance(LONG);
		assertThat(this.around.looks()).isOne();
	}

	@Test
	void whoIsNamedAsksAtOnce() {
		this.around.session("second");
		watchItDie("second");
		assertThat(this.around.looks()).isOne();
	}

	/** When all sessions end at once nobody has the one that was named. */
	@ParameterizedTest
	@NullSource
	@ValueSource(strings = "session-new")
	void whoHasLostItsSessionSinceMayHaveBeenNamedAndAsksAtOnce(@Nullable String session) {
		watchItDie(session);
		assertThat(this.around.looks()).isOne();
	}

}

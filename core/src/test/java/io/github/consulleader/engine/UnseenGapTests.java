package io.github.consulleader.engine;

import java.time.Duration;
import java.util.stream.Stream;

import io.github.consulleader.consul.Refusal;
import io.github.consulleader.role.LeadershipListener;
import io.github.consulleader.role.Revocation;
import io.github.consulleader.role.Role;
import io.github.consulleader.role.Term;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static io.github.consulleader.engine.Situation.LOCK_DELAY;
import static io.github.consulleader.engine.Situation.MINE;
import static io.github.consulleader.engine.Situation.OTHER;
import static io.github.consulleader.engine.Situation.begun;
import static io.github.consulleader.engine.Situation.free;
import static io.github.consulleader.engine.Situation.held;
import static io.github.consulleader.engine.Situation.released;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A process that stood still while a take was under way has missed what happened then,
 * also if the answer that wakes it is too old to count. Seed 1269016 of the simulation: a
 * snapshot was restored meanwhile, so that all looked as before.
 */
class UnseenGapTests {

	private static final RoleSnapshot DIED = free(70, begun(7, OTHER));

	private final HandSurroundings around = new HandSurroundings();

	private final RoleMachine machine = new RoleMachine(Role.of("report"), new Silent(),
			new CallbackSupport(new HandExecutor()), this.around);

	private Observation ask() {
		return new Observation(ScriptedConsul.listing(1), this.around.sequence().next(),
				this.around.loop().ticker().stamp(), true);
	}

	@BeforeEach
	void takeAfterACount() {
		this.machine.want();
		this.machine.seen(DIED, ask());
		this.around.loop().advance(Duration.ofNanos(LOCK_DELAY).plusSeconds(1));
		assertThat(this.around.sent()).hasSize(1);
	}

	@ParameterizedTest
	@EnumSource(names = { "SESSION_GONE", "BUSY", "LOCK_DELAY", "DENIED" })
	void doesNotComeBackToWhatItHasCountedBefore(Refusal refusal) {
		Observation old = ask();
		this.around.watchful(false);
		this.machine.seen(DIED, old);
		this.around.watchful(true);
		this.around.lastSent().refused(refusal);
		this.around.loop().advance(Duration.ofSeconds(5));
		assertThat(this.around.sent()).hasSize(1);
		this.machine.seen(DIED, ask());
		this.around.loop().advance(Duration.ofNanos(LOCK_DELAY).minusMillis(1));
		assertThat(this.around.sent()).hasSize(1);
		this.around.loop().advance(Duration.ofSeconds(1));
		assertThat(this.around.sent()).hasSize(2);
	}

	@Test
	void triesAgainSoonWhereNothingCanHaveBeenMissed() {
		this.machine.seen(DIED, ask());
		this.around.lastSent().refused(Refusal.BUSY);
		this.around.loop().advance(Duration.ofSeconds(1));
		assertThat(this.around.sent()).hasSize(2);
	}

	/** Seed 2513843: withdrawn and joined again while others held the role. */
	@Test
	void doesNotTrustAHandOverThatItCannotHaveSeen() {
		RoleMachine joined = new RoleMachine(Role.of("report"), new Silent(), new CallbackSupport(new HandExecutor()),
				this.around);
		joined.want();
		joined.seen(free(71, released(7, OTHER)), ask());
		assertThat(this.around.sent()).hasSize(1);
		this.around.loop().advance(Duration.ofNanos(LOCK_DELAY).minusMillis(1));
		assertThat(this.around.sent()).hasSize(1);
		this.around.loop().advance(Duration.ofSeconds(1));
		assertThat(this.around.sent()).hasSize(2);
	}

	static Stream<RoleSnapshot> laterThanWhatIsHandedOver() {
		return Stream.of(held(OTHER, 70, begun(8, OTHER)), held("third", 70, begun(7, "third")),
				new RoleSnapshot("third", null, 70, begun(1, "third"), 2));
	}

	/**
	 * A late hand over after a restore, by a worker of long ago: seed 10539934, and seed
	 * 60018629, where an operator had let the numbers begin anew.
	 */
	@ParameterizedTest
	@MethodSource("laterThanWhatIsHandedOver")
	void doesNotTrustAHandOverOfATermOfThePast(RoleSnapshot last) {
		RoleMachine joined = new RoleMachine(Role.of("report"), new Silent(), new CallbackSupport(new HandExecutor()),
				this.around);
		joined.want();
		joined.seen(last, ask());
		this.around.loop().advance(Duration.ofNanos(LOCK_DELAY));
		joined.seen(free(72, released(7, OTHER)), ask());
		this.around.loop().advance(Duration.ofNanos(LOCK_DELAY).minusMillis(1));
		assertThat(this.around.sent()).hasSize(1);
		this.around.loop().advance(Duration.ofSeconds(1));
		assertThat(this.around.sent()).hasSize(2);
	}

	private RoleMachine joined() {
		RoleMachine joined = new RoleMachine(Role.of("report"), new Silent(), new CallbackSupport(new HandExecutor()),
				this.around);
		joined.want();
		this.around.tell();
		return joined;
	}

	@Test
	void trustsAHandOverThatNamesItsSession() {
		RoleMachine joined = joined();
		joined.seen(held(OTHER, 70, begun(7, OTHER)), ask());
		joined.seen(free(71, released(7, OTHER, MINE)), ask());
		assertThat(this.around.sent()).hasSize(2);
	}

	@Test
	void doesNotTrustAHandOverThatNamesAnotherSession() {
		RoleMachine joined = joined();
		joined.seen(held(OTHER, 70, begun(7, OTHER)), ask());
		joined.seen(free(71, released(7, OTHER, OTHER)), ask());
		this.around.loop().advance(Duration.ofNanos(LOCK_DELAY).minusMillis(1));
		assertThat(this.around.sent()).hasSize(1);
	}

	/** What has come back once may come back again. */
	@ParameterizedTest
	@MethodSource("laterThanWhatIsHandedOver")
	void trustsNoNameSinceItHasSeenSomethingOfThePast(RoleSnapshot last) {
		RoleMachine joined = joined();
		joined.seen(last, ask());
		joined.seen(free(72, released(7, OTHER, MINE)), ask());
		this.around.loop().advance(Duration.ofNanos(LOCK_DELAY).minusMillis(1));
		assertThat(this.around.sent()).hasSize(1);
		this.around.loop().advance(Duration.ofMillis(1));
		assertThat(this.around.sent()).hasSize(2);
	}

	/** Who joins again knows what its session has seen meanwhile. */
	@Test
	void knowsWhatAnotherMachineHasSeenOfTheRole() {
		RoleMachine before = joined();
		before.seen(held(OTHER, 70, begun(8, OTHER)), ask());
		this.around.loop().advance(Duration.ofNanos(LOCK_DELAY));
		RoleMachine joined = joined();
		joined.inherit(before);
		joined.seen(free(71, released(8, OTHER)), ask());
		this.around.loop().advance(Duration.ofNanos(StateTimings.UNNAMED_SPREAD));
		assertThat(this.around.sent()).hasSize(2);
		RoleMachine another = joined();
		another.inherit(before);
		another.seen(free(72, released(7, OTHER)), ask());
		this.around.loop().advance(Duration.ofNanos(LOCK_DELAY).minusMillis(1));
		assertThat(this.around.sent()).as("of the past").hasSize(2);
	}

	private static final class Silent implements LeadershipListener {

		@Override
		public void onGranted(Term term) {
			throw new AssertionError("not here");
		}

		@Override
		public void onRevoked(Term term, Revocation reason) {
			throw new AssertionError("not here");
		}

	}

}

package io.github.consulleader.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.consulleader.consul.Refusal;
import io.github.consulleader.role.Leadership;
import io.github.consulleader.role.LeadershipListener;
import io.github.consulleader.role.Revocation;
import io.github.consulleader.role.Role;
import io.github.consulleader.role.RoleStatus.State;
import io.github.consulleader.role.Term;
import io.github.consulleader.time.Stamp;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.github.consulleader.engine.Situation.LOCK_DELAY;
import static io.github.consulleader.engine.Situation.MINE;
import static io.github.consulleader.engine.Situation.OTHER;
import static io.github.consulleader.engine.Situation.begun;
import static io.github.consulleader.engine.Situation.free;
import static io.github.consulleader.engine.Situation.held;
import static io.github.consulleader.engine.Situation.released;
import static org.assertj.core.api.Assertions.assertThat;

class RoleMachineTests {

	private static final Role ROLE = Role.of("report");

	private static final Seen ENDED = free(70, released(7, OTHER, MINE));

	private static final Seen OURS = held(MINE, 80, begun(8, MINE));

	private static final Duration CONFIDENCE = Duration.ofMillis(1800);

	private final HandSurroundings around = new HandSurroundings();

	private final HandExecutor callbacks = new HandExecutor();

	private final List<String> log = new ArrayList<>();

	private final RoleMachine machine = new RoleMachine(ROLE, new Listener(), this.callbacks, this.around);

	private final Leadership view = this.machine.leadership();

	private Sighting ask(boolean quorum) {
		return new Sighting(ScriptedConsul.listing(1), this.around.sequence().next(), now(), quorum);
	}

	private Stamp now() {
		return this.around.loop().ticker().stamp();
	}

	private void see(Seen seen) {
		this.machine.seen(seen, ask(true));
	}

	private void settle() {
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

	private void watchForAWhile(RoleMachine any) {
		any.seen(held(OTHER, 60, begun(7, OTHER)), ask(true));
		this.around.loop().advance(Duration.ofNanos(LOCK_DELAY));
		this.around.log().clear();
	}

	private void become() {
		this.machine.want();
		see(ENDED);
		this.around.lastSent().committed(ROLE, 80);
		settle();
		assertThat(this.view.isLeader()).isTrue();
		this.around.log().clear();
	}

	@Test
	void believesFromTheCommittedTakeOn() {
		this.machine.want();
		see(ENDED);
		assertThat(this.view.isLeader()).isFalse();
		this.around.lastSent().committed(ROLE, 80);
		assertThat(this.view.isLeader()).isTrue();
		assertThat(this.view.term()).hasValueSatisfying((term) -> {
			assertThat(term.token()).isEqualTo(80);
			assertThat(term.number()).isEqualTo(8);
			assertThat(term.instance()).isEqualTo("me");
		});
		settle();
		assertThat(this.log).containsExactly("granted 8");
	}

	@Test
	void countsConfidenceFromWhenTheTakeWasSent() {
		this.machine.want();
		see(ENDED);
		this.around.loop().advance(Duration.ofMillis(700));
		this.around.lastSent().committed(ROLE, 80);
		this.around.loop().ticker().advance(Duration.ofMillis(1099));
		assertThat(this.view.isLeader()).isTrue();
		this.around.loop().ticker().advance(Duration.ofMillis(1));
		assertThat(this.view.isLeader()).isFalse();
	}

	@Test
	void isNotGrantedByAReplyThatComesAfterConfidenceWouldHaveEnded() {
		this.machine.want();
		see(ENDED);
		this.around.loop().advance(CONFIDENCE);
		this.around.lastSent().committed(ROLE, 80);
		settle();
		assertThat(this.view.isLeader()).isFalse();
		assertThat(this.log).isEmpty();
		assertThat(this.around.looks()).isPositive();
	}

	@Test
	void isConfirmedFromWhenTheReadWasSent() {
		become();
		Sighting asked = ask(true);
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
	void isNeitherConfirmedNorLostByAnAnswerFromBeforeTheTake() {
		this.machine.want();
		see(ENDED);
		Sighting before = ask(true);
		this.around.lastSent().committed(ROLE, 80);
		this.around.loop().advance(Duration.ofMillis(10));
		this.machine.seen(Seen.NOTHING, before);
		assertThat(this.view.isLeader()).isTrue();
		assertThat(this.around.looks()).isPositive();
	}

	@Test
	void isNotRevivedByAConfirmationThatComesLate() {
		become();
		this.around.loop().advance(Duration.ofMillis(1700));
		Sighting asked = ask(true);
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
		CompletableFuture<Boolean> yielded = this.view.yieldRole();
		settle();
		assertThat(yielded).isNotDone();
		this.around.lastSent().committed(ROLE, 81);
		assertThat(yielded).isCompletedWithValue(true);
		assertThat(this.machine.state().awaitsOthers()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "false", "true" })
	void completesAYieldOfARoleThatWasLost(boolean onTheWay) {
		become();
		if (!onTheWay) {
			this.around.loop().advance(CONFIDENCE);
		}
		CompletableFuture<Boolean> yielded = this.view.yieldRole();
		this.around.loop().run();
		this.around.loop().advance(CONFIDENCE);
		settle();
		assertThat(yielded).isCompletedWithValue(false);
	}

	@Test
	void completesAYieldWhenTheEngineGivesUp() {
		become();
		CompletableFuture<Boolean> yielded = this.view.yieldRole();
		settle();
		this.machine.abandon();
		assertThat(yielded).isCompletedWithValue(false);
	}

	@Test
	void givesUpAGrantThatFails() {
		RoleMachine failing = new RoleMachine(ROLE, new FailingListener(), this.callbacks, this.around);
		failing.want();
		watchForAWhile(failing);
		failing.seen(ENDED, ask(true));
		this.around.lastSent().committed(ROLE, 80);
		settle();
		assertThat(failing.leadership().isLeader()).isFalse();
		assertThat(failing.leadership().status().lastRevocation()).isEqualTo(Revocation.GRANT_FAILED);
		assertThat(failing.leadership().status().problem()).contains("of the user");
		assertThat(this.around.sent()).as("handed over").hasSize(2);
	}

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
	void believesNothingAfterAFailureOfTheEngine() {
		become();
		this.machine.recover();
		assertThat(this.view.isLeader()).isFalse();
		settle();
		assertThat(this.log).containsExactly("granted 8", "revoked 8 ENGINE_FAILED");
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

	@Test
	void doesNotSpinWhileThereIsNoSession() {
		this.machine.want();
		see(ENDED);
		this.around.session(null);
		this.machine.session();
		this.around.lastSent().refused(Refusal.SESSION_GONE);
		this.around.loop().advance(Duration.ofMinutes(1));
		assertThat(this.around.sent()).hasSize(1);
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

	private final class Listener implements LeadershipListener {

		@Override
		public void onGranted(Term term) {
			RoleMachineTests.this.log.add("granted " + term.number());
		}

		@Override
		public void onRevoked(Term term, Revocation reason) {
			RoleMachineTests.this.log.add("revoked " + term.number() + " " + reason);
		}

	}

	private static final class FailingListener implements LeadershipListener {

		@Override
		public void onGranted(Term term) {
			throw new IllegalStateException("of the user");
		}

		@Override
		public void onRevoked(Term term, Revocation reason) {
		}

	}

}

package io.github.consulleader.engine;

import java.time.Duration;
import java.util.List;

import io.github.consulleader.consul.Refusal;
import io.github.consulleader.role.LeadershipListener;
import io.github.consulleader.role.Revocation;
import io.github.consulleader.role.Term;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** How a role is taken and granted. */
class RoleMachineTakeTests extends RoleMachineFixture {

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
	void letsWorkBeginBeforeItAsksForMore() {
		this.machine.want();
		see(ENDED);
		assertThat(this.around.log()).doesNotContain("lull");
		this.around.lastSent().committed(ROLE, 80);
		assertThat(this.around.log()).containsOnlyOnce("lull");
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
	void isNeitherConfirmedNorLostByAnAnswerFromBeforeTheTake() {
		this.machine.want();
		see(ENDED);
		Observation before = ask(true);
		this.around.lastSent().committed(ROLE, 80);
		this.around.loop().advance(Duration.ofMillis(10));
		this.machine.seen(RoleSnapshot.NOTHING, before);
		assertThat(this.view.isLeader()).isTrue();
		assertThat(this.around.looks()).isPositive();
	}

	@Test
	void learnsHowLongOthersBelieveAlsoFromAnAnswerThatIsTooOld() {
		this.machine.want();
		see(ENDED);
		Observation before = ask(true);
		TermRecord longer = new TermRecord(8, Situation.OTHER, "other", 10_000, false, List.of());
		this.machine.seen(new RoleSnapshot(Situation.OTHER, null, 75, longer, 1), before);
		this.around.lastSent().refused(Refusal.CONFLICT);
		see(RoleSnapshot.NOTHING);
		assertThat(this.around.lastSent().write().operations()).as("founds the role anew")
			.anySatisfy((operation) -> assertThat(operation.toString()).contains("\"lockDelay\":10000"));
	}

	@Test
	void givesUpAGrantThatFails() {
		RoleMachine failing = new RoleMachine(ROLE, new FailingListener(), new CallbackSupport(this.callbacks),
				this.around);
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
	void doesNotSpinWhileThereIsNoSession() {
		this.machine.want();
		see(ENDED);
		this.around.session(null);
		this.machine.session();
		this.around.lastSent().refused(Refusal.SESSION_GONE);
		this.around.loop().advance(Duration.ofMinutes(1));
		assertThat(this.around.sent()).hasSize(1);
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

package io.github.consulleader.engine;

import java.time.Duration;
import java.util.List;

import io.github.consulleader.consul.Operation;
import io.github.consulleader.consul.Refusal;
import io.github.consulleader.time.Backoff;
import io.github.consulleader.time.HandLoop;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CandidateKeyTests {

	private static final String KEY = "leader/app/candidates/s1";

	private static final List<String> NONE = List.of();

	private final HandLoop loop = new HandLoop();

	private final ScriptedConsul consul = new ScriptedConsul();

	private final CandidateKey key = new CandidateKey(this.consul, this.loop, HandSurroundings.KEYS, new Codec(),
			HandSurroundings.CANDIDATE,
			new Backoff(Duration.ofMillis(200), Duration.ofMillis(800), () -> Long.MAX_VALUE));

	private static Operation lock(String session, String roles) {
		return new Operation.Lock("leader/app/candidates/" + session, session,
				"{\"instance\":\"me\",\"address\":\"http://me:8080\",\"roles\":[" + roles + "]}", RoleKeys.LOCK_FLAGS);
	}

	private void show(String session, String... roles) {
		this.key.show(session, List.of(roles));
		this.loop.run();
	}

	private void done() {
		this.consul.lastTransaction().done(List.of());
		this.loop.run();
	}

	private int asked() {
		return this.consul.transactions().size();
	}

	private Operation last() {
		assertThat(this.consul.lastTransaction().question()).hasSize(1);
		return this.consul.lastTransaction().question().get(0);
	}

	@Test
	void showsTheRolesUnderItsSession() {
		show("s1", "mail", "report");
		assertThat(last()).isEqualTo(lock("s1", "\"mail\",\"report\""));
	}

	@Test
	void showsNothingWithoutASessionOrWithoutARole() {
		this.key.show(null, List.of("report"));
		this.key.show("s1", NONE);
		this.loop.run();
		assertThat(asked()).isZero();
	}

	@Test
	void writesOnlyWhatHasChanged() {
		show("s1", "report");
		done();
		show("s1", "report");
		assertThat(asked()).isEqualTo(1);
		show("s1", "mail");
		assertThat(last()).isEqualTo(lock("s1", "\"mail\""));
	}

	@Test
	void writesOneAtATimeAndThenTheLatest() {
		show("s1", "a");
		show("s1", "b");
		show("s1", "c");
		assertThat(asked()).isEqualTo(1);
		done();
		assertThat(asked()).isEqualTo(2);
		assertThat(last()).isEqualTo(lock("s1", "\"c\""));
		done();
		assertThat(asked()).isEqualTo(2);
	}

	@Test
	void removesItselfWhenItWantsNothingMoreAMomentAfterTheSuccessor() {
		show("s1", "report");
		done();
		show("s1");
		show("s1");
		assertThat(asked()).isEqualTo(1);
		this.loop.advance(QuietPeriod.MOMENT);
		assertThat(last()).isEqualTo(new Operation.Delete(KEY));
		done();
		show("s1");
		assertThat(asked()).isEqualTo(2);
	}

	@Test
	void writesNothingIfTheRoleIsWantedAgainWithinTheMoment() {
		show("s1", "report");
		done();
		show("s1");
		show("s1", "report");
		this.loop.advance(QuietPeriod.MOMENT);
		assertThat(asked()).isEqualTo(1);
	}

	@Test
	void tellsOfAnotherRoleWithinTheMoment() {
		show("s1", "mail", "report");
		done();
		show("s1", "report");
		show("s1", "report", "bill");
		assertThat(last()).isEqualTo(lock("s1", "\"report\",\"bill\""));
	}

	@Test
	void removesItselfWhenItWantsNothingMoreBeforeItWasAnswered() {
		show("s1", "report");
		show("s1");
		this.loop.advance(QuietPeriod.MOMENT);
		done();
		assertThat(last()).isEqualTo(new Operation.Delete(KEY));
	}

	@Test
	void showsItselfAnewInANewSession() {
		show("s1", "report");
		done();
		this.key.show(null, List.of("report"));
		show("s2", "report");
		assertThat(last()).isEqualTo(lock("s2", "\"report\""));
	}

	@Test
	void doesNotCountWhatWasWrittenInTheSessionBefore() {
		show("s1", "report");
		show("s2", "report");
		done();
		assertThat(asked()).isEqualTo(2);
		assertThat(last()).isEqualTo(lock("s2", "\"report\""));
	}

	@Test
	void triesAgainWithBackOff() {
		show("s1", "report");
		for (long pause : new long[] { 200, 400, 800, 800 }) {
			int asked = asked();
			this.consul.lastTransaction().refused(Refusal.DENIED);
			this.loop.advance(Duration.ofMillis(pause / 2 - 1));
			assertThat(asked()).isEqualTo(asked);
			this.loop.advance(Duration.ofMillis(pause));
			assertThat(asked()).isEqualTo(asked + 1);
		}
		done();
		this.loop.advance(Duration.ofMinutes(1));
		assertThat(asked()).isEqualTo(5);
	}

	@Test
	void removesWhatMayBeThereAfterAnAnswerThatSaysNothing() {
		show("s1", "report");
		this.consul.lastTransaction().unknown();
		show("s1");
		this.loop.advance(Duration.ofMillis(200));
		assertThat(last()).isEqualTo(new Operation.Delete(KEY));
	}

	@Test
	void restoresWhatMayHaveBeenOverwrittenAfterAnAnswerThatSaysNothing() {
		show("s1", "a");
		done();
		show("s1", "b");
		this.consul.lastTransaction().unknown();
		show("s1", "a");
		this.loop.advance(Duration.ofMillis(200));
		assertThat(asked()).isEqualTo(3);
		assertThat(last()).isEqualTo(lock("s1", "\"a\""));
	}

	@Test
	void goesOnNoMoreWithoutASession() {
		show("s1", "report");
		this.consul.lastTransaction().unknown();
		this.loop.run();
		this.key.show(null, NONE);
		this.loop.advance(Duration.ofMinutes(1));
		assertThat(asked()).isEqualTo(1);
	}

}

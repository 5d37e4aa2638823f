package io.github.consulleader.engine;

import java.util.ArrayList;
import java.util.List;

import io.github.consulleader.consul.Operation;
import io.github.consulleader.consul.Refusal;
import io.github.consulleader.role.Role;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static io.github.consulleader.engine.Situation.HELD;
import static io.github.consulleader.engine.Situation.MINE;
import static io.github.consulleader.engine.Situation.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class RoleWriterTests {

	private static final Role ROLE = Role.of("report");

	private static final Effect.Take TAKE = new Effect.Take(70, 8, false, true);

	private final HandSurroundings around = new HandSurroundings();

	private final StatusBoard board = new StatusBoard(ROLE, this.around);

	private final List<Outcome> outcomes = new ArrayList<>();

	private final RoleWriter writer = new RoleWriter(ROLE, this.around, this.board,
			(outcome, sentAt) -> this.outcomes.add(outcome));

	@Test
	void countsOnlyAnswersThatWereAskedForAfterTheLastWriteWasAnswered() {
		long before = this.around.sequence().next();
		assertThat(this.writer.counts(before)).isTrue();
		this.writer.take(TAKE);
		long meanwhile = this.around.sequence().next();
		assertThat(this.writer.counts(before)).isFalse();
		assertThat(this.writer.counts(meanwhile)).isFalse();
		this.around.lastSent().committed(ROLE, 80);
		assertThat(this.writer.counts(before)).isFalse();
		assertThat(this.writer.counts(meanwhile)).isFalse();
		assertThat(this.writer.counts(this.around.sequence().next())).isTrue();
	}

	@ParameterizedTest
	@EnumSource
	void countsNothingOlderAlsoWhenTheWriteWasRefused(Refusal refusal) {
		this.writer.take(TAKE);
		long meanwhile = this.around.sequence().next();
		this.around.lastSent().refused(refusal);
		assertThat(this.writer.counts(meanwhile)).isFalse();
		assertThat(this.writer.counts(this.around.sequence().next())).isTrue();
	}

	@Test
	void countsNothingOlderAlsoWhenNobodyKnowsWhatBecameOfTheWrite() {
		this.writer.take(TAKE);
		long meanwhile = this.around.sequence().next();
		this.around.lastSent().unknown();
		assertThat(this.writer.counts(meanwhile)).isFalse();
		assertThat(this.writer.counts(this.around.sequence().next())).isTrue();
	}

	@Test
	void asksForANewerAnswerWhenOneDoesNotCount() {
		long before = this.around.sequence().next();
		this.writer.take(TAKE);
		this.writer.counts(before);
		assertThat(this.around.looks()).as("only when the write was answered").isZero();
		this.around.lastSent().committed(ROLE, 80);
		assertThat(this.around.looks()).isEqualTo(1);
		this.writer.counts(before);
		assertThat(this.around.looks()).isEqualTo(2);
	}

	@Test
	void looksAtOnceWhileNothingIsWritten() {
		this.writer.look();
		assertThat(this.around.looks()).isEqualTo(1);
	}

	@Test
	void looksOnceForAllThatAskedDuringAWrite() {
		this.writer.take(TAKE);
		this.writer.look();
		this.writer.look();
		this.around.lastSent().unknown();
		assertThat(this.around.looks()).isEqualTo(1);
	}

	@Test
	void looksAfterTheWriteThatTheAnswerLedTo() {
		this.around.successors(OTHER);
		RoleWriter[] writing = new RoleWriter[1];
		writing[0] = new RoleWriter(ROLE, this.around, this.board, (outcome, sentAt) -> {
			if (this.around.sent().size() == 1) {
				writing[0].handOver(HELD, () -> true);
			}
		});
		writing[0].take(TAKE);
		writing[0].look();
		this.around.lastSent().committed(ROLE, 80);
		assertThat(this.around.looks()).isZero();
		this.around.lastSent().committed(ROLE, 81);
		assertThat(this.around.looks()).isEqualTo(1);
	}

	@Test
	void tellsTheTokenOfACommittedTake() {
		this.writer.take(TAKE);
		assertThat(this.writer.isWriting()).isTrue();
		this.around.lastSent().committed(ROLE, 80);
		assertThat(this.outcomes).containsExactly(new Outcome.Committed(80, true));
		assertThat(this.writer.isWriting()).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "LOCK_DELAY, LOCK_DELAY", "CONFLICT, CONFLICT", "SESSION_GONE, SESSION_GONE", "BUSY, BUSY",
			"DENIED, REFUSED", "INVALID, REFUSED" })
	void tellsWhatWasRefused(Refusal refusal, Outcome.Rejected outcome) {
		this.writer.take(TAKE);
		this.around.lastSent().refused(refusal);
		assertThat(this.outcomes).containsExactly(outcome);
		assertThat(this.around.log().contains("session gone " + MINE)).isEqualTo(refusal == Refusal.SESSION_GONE);
		assertThat(this.board.read(null).problem())
			.isEqualTo((outcome == Outcome.Rejected.REFUSED) ? refusal + ": no" : null);
	}

	@Test
	void tellsThatNothingIsKnown() {
		this.writer.take(TAKE);
		this.around.lastSent().unknown();
		assertThat(this.outcomes).containsExactly(Outcome.Ambiguous.UNKNOWN);
		assertThat(this.board.read(null).problem()).isEqualTo("no answer");
		this.writer.take(TAKE);
		this.around.lastSent().committed(ROLE, 80);
		assertThat(this.board.read(null).problem()).isNull();
	}

	@Test
	void sharesATransactionOnlyWhenItIsFirst() {
		this.writer.take(new Effect.Take(70, 8, false, false));
		assertThat(this.around.lastSent().write().shared()).isFalse();
		this.writer.take(TAKE);
		assertThat(this.around.lastSent().write().shared()).isTrue();
		this.writer.drop(new Effect.ReleaseStray(70, 8));
		assertThat(this.around.lastSent().write().shared()).isFalse();
		this.around.successors(OTHER);
		this.writer.handOver(HELD, () -> true);
		assertThat(this.around.lastSent().write().shared()).isTrue();
	}

	private String handedOver() {
		return ((Operation.Set) this.around.lastSent().write().operations().get(2)).value();
	}

	@Test
	void namesTheSuccessorsWhenItHandsOver() {
		this.around.successors(OTHER);
		this.writer.handOver(HELD, () -> true);
		assertThat(handedOver()).contains("\"released\":true").contains("\"next\":[\"" + OTHER + "\"]");
		assertThat(this.around.log()).doesNotContain("look for successors");
	}

	@Test
	void looksForSuccessorsOnceMoreBeforeItHandsOverToNobody() {
		this.around.slow();
		this.writer.handOver(HELD, () -> true);
		assertThat(this.around.sent()).isEmpty();
		assertThat(this.writer.isWriting()).as("nothing counts meanwhile").isTrue();
		this.around.successors(OTHER);
		this.around.foundSuccessors();
		assertThat(handedOver()).contains("\"next\":[\"" + OTHER + "\"]");
		this.around.lastSent().committed(ROLE, 71);
		assertThat(this.outcomes).containsExactly(new Outcome.Committed(71, true));
	}

	@Test
	void handsOverAlsoWhereNobodyIsFound() {
		this.writer.handOver(HELD, () -> true);
		assertThat(handedOver()).contains("\"next\":[]");
	}

	/** Who came later would take at once, although others may have been worker since. */
	@Test
	void namesNobodyWhomItKnowsOnlySinceItIsNotConfident() {
		this.writer.handOver(HELD, () -> false);
		assertThat(handedOver()).contains("\"next\":[]");
		this.around.successors(OTHER);
		this.writer.handOver(HELD, () -> true);
		this.around.successors("third");
		this.writer.handOver(HELD, () -> false);
		assertThat(handedOver()).contains("\"next\":[\"" + OTHER + "\"]");
	}

	@Test
	void namesNobodyWhoWasFoundAfterConfidenceHadEnded() {
		this.around.slow();
		boolean[] confident = { true };
		this.writer.handOver(HELD, () -> confident[0]);
		this.around.successors(OTHER);
		confident[0] = false;
		this.around.foundSuccessors();
		assertThat(handedOver()).contains("\"next\":[]");
	}

	@Test
	void handsOverNothingThatWasGivenUpWhileItLooked() {
		this.around.slow();
		this.writer.handOver(HELD, () -> true);
		this.writer.recover();
		this.around.foundSuccessors();
		assertThat(this.around.sent()).isEmpty();
	}

	@Test
	void letsSuccessorsGoFirstIfThereAreAny() {
		this.writer.handOver(HELD, () -> true);
		assertThat(this.around.log()).doesNotContain("lull");
		this.around.successors(OTHER);
		this.writer.handOver(HELD, () -> true);
		assertThat(this.around.log()).containsOnlyOnce("lull");
	}

	@Test
	void writesNothingWithoutASession() {
		this.around.session(null);
		assertThatIllegalStateException().isThrownBy(() -> this.writer.take(TAKE));
		assertThatIllegalStateException().isThrownBy(() -> this.writer.drop(new Effect.ReleaseStray(70, 8)));
		assertThat(this.around.sent()).isEmpty();
		assertThat(this.writer.isWriting()).isFalse();
	}

	@Test
	void foundsARoleWithoutASession() {
		this.around.session(null);
		this.writer.createRecord(2_000_000_000L);
		assertThat(this.around.sent()).hasSize(1);
		this.around.lastSent().committed(ROLE, 5);
		assertThat(this.outcomes).containsExactly(new Outcome.Committed(5, true));
	}

	@Test
	@Tag("F7")
	void doesNotTakeAReplyFromBeforeAFailureForThatOfANewerWrite() {
		this.writer.take(TAKE);
		HandSurroundings.Sent before = this.around.lastSent();
		this.writer.recover();
		assertThat(this.writer.isWriting()).isFalse();
		this.writer.take(new Effect.Take(80, 9, false, true));
		before.committed(ROLE, 80);
		assertThat(this.outcomes).isEmpty();
		assertThat(this.writer.isWriting()).isTrue();
		assertThat(this.writer.counts(this.around.sequence().next())).isFalse();
		this.around.lastSent().committed(ROLE, 90);
		assertThat(this.outcomes).containsExactly(new Outcome.Committed(90, true));
	}

	@Test
	void looksWhenAReplyFromBeforeAFailureComes() {
		this.writer.take(TAKE);
		this.writer.recover();
		this.around.lastSent().unknown();
		assertThat(this.around.looks()).isEqualTo(1);
	}

	@Test
	void countsNothingFromBeforeAFailure() {
		long before = this.around.sequence().next();
		this.writer.recover();
		assertThat(this.writer.counts(before)).isFalse();
		assertThat(this.writer.counts(this.around.sequence().next())).isTrue();
	}

	@Test
	void tellsTheSuccessorsOnlyWhenTheyHaveChanged() {
		this.writer.tellSuccessors(HELD);
		assertThat(this.around.sent()).as("nobody, as before").isEmpty();
		this.around.successors(OTHER);
		this.writer.tellSuccessors(HELD);
		assertThat(this.around.lastSent().write().operations().get(0))
			.isEqualTo(new Operation.CheckIndex(HandSurroundings.KEYS.term(ROLE), HELD.token()));
		assertThat(((Operation.Lock) this.around.lastSent().write().operations().get(1)).value())
			.contains("\"successors\":[\"" + OTHER + "\"]");
		assertThat(this.writer.isWriting()).as("advice is no barrier").isFalse();
		this.around.lastSent().committed(ROLE, 70);
		this.writer.tellSuccessors(HELD);
		assertThat(this.around.sent()).hasSize(1);
	}

	@Test
	void tellsSuccessorsThatChangedWhileItTold() {
		this.around.successors(OTHER);
		this.writer.tellSuccessors(HELD);
		this.around.successors(OTHER, "third");
		this.writer.tellSuccessors(HELD);
		assertThat(this.around.sent()).as("one at a time").hasSize(1);
		this.around.log().clear();
		this.around.lastSent().committed(ROLE, 70);
		assertThat(this.around.log()).as("asks to be asked again").contains("changed");
		this.writer.tellSuccessors(HELD);
		assertThat(this.around.sent()).hasSize(2);
	}

	@Test
	void looksWhenTellingFailedAndMayTellAgain() {
		this.around.successors(OTHER);
		this.writer.tellSuccessors(HELD);
		this.around.lastSent().refused(Refusal.CONFLICT);
		assertThat(this.around.looks()).isEqualTo(1);
		assertThat(this.outcomes).isEmpty();
		this.writer.tellSuccessors(HELD);
		assertThat(this.around.sent()).hasSize(2);
	}

	@Test
	void forgetsWhatItToldWhenATermBegins() {
		this.around.successors(OTHER);
		this.writer.tellSuccessors(HELD);
		this.around.lastSent().committed(ROLE, 70);
		this.writer.take(TAKE);
		this.around.lastSent().committed(ROLE, 80);
		this.writer.tellSuccessors(new OwnTerm(MINE, 8, 80));
		assertThat(this.around.sent()).hasSize(3);
	}

}

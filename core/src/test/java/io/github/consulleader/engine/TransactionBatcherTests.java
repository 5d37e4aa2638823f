package io.github.consulleader.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.Entry;
import io.github.consulleader.consul.Operation;
import io.github.consulleader.consul.Refusal;
import io.github.consulleader.time.HandLoop;
import io.github.consulleader.time.Stamp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class TransactionBatcherTests {

	private final HandLoop loop = new HandLoop();

	private final ScriptedConsul consul = new ScriptedConsul();

	private final TransactionBatcher outbox = new TransactionBatcher(this.consul, this.loop);

	private final List<String> told = new ArrayList<>();

	private final List<Stamp> sentAt = new ArrayList<>();

	private void add(String name, int operations, boolean shared) {
		this.outbox.add(new TransactionBatcher.Write(Collections.nCopies(operations, new Operation.Delete(name)),
				shared, (answer, sent) -> {
					this.told.add(name + " " + text(answer));
					this.sentAt.add(sent);
				}));
	}

	private static String text(Answer<List<Entry>> answer) {
		if (answer instanceof Answer.Refused<List<Entry>> refused) {
			return refused.refusal() + " " + refused.detail();
		}
		return (answer instanceof Answer.Done) ? "done" : "unknown";
	}

	private static Answer.FailedOp failed(int index, Refusal refusal) {
		return new Answer.FailedOp(index, refusal, "op " + index);
	}

	/** What is sent: of each transaction who is in it. */
	private List<String> sent() {
		this.loop.run();
		return this.consul.transactions()
			.stream()
			.map((asked) -> String.join(" ", asked.question().stream().map(Operation::key).distinct().toList()))
			.toList();
	}

	@Test
	void sendsNothingBeforeTheTurnIsOver() {
		add("a", 3, true);
		assertThat(this.consul.transactions()).isEmpty();
		assertThat(sent()).containsExactly("a");
	}

	static Stream<Arguments> batches() {
		return Stream.of(Arguments.of("a3s b3s c3s", List.of("a b c")), //
				Arguments.of("a3 b3", List.of("a", "b")), //
				Arguments.of("a3s b3 c3s", List.of("a c", "b")), //
				Arguments.of("a3 b3s c3s", List.of("a", "b c")), Arguments.of("a32s b32s", List.of("a b")), //
				Arguments.of("a32s b33s", List.of("a", "b")), Arguments.of("a32s b33s c32s", List.of("a c", "b")),
				Arguments.of("a64s b1s", List.of("a", "b")));
	}

	@ParameterizedTest
	@MethodSource("batches")
	void putsTogetherWhatMayBeSharedUpTo64Operations(String writes, List<String> transactions) {
		for (String write : writes.split(" ", -1)) {
			boolean shared = write.endsWith("s");
			add(write.substring(0, 1), Integer.parseInt(write.substring(1).replace("s", "")), shared);
		}
		assertThat(sent()).containsExactlyElementsOf(transactions);
	}

	@Test
	void sends21RolesOf3OperationsTogether() {
		for (int role = 0; role < 22; role++) {
			add("role-" + role, 3, true);
		}
		this.loop.run();
		assertThat(this.consul.transactions()).extracting((asked) -> asked.question().size()).containsExactly(63, 3);
	}

	@Test
	void tellsEachWhenItWasSent() {
		add("a", 3, true);
		add("b", 3, true);
		this.loop.run();
		Stamp sent = this.loop.ticker().stamp();
		this.loop.advance(Duration.ofMillis(500));
		this.consul.lastTransaction().done(List.of());
		this.loop.run();
		assertThat(this.told).containsExactly("a done", "b done");
		assertThat(this.sentAt).containsExactly(sent, sent);
	}

	@Test
	void sendsTheOthersAgainWhenOneSpoilsATransaction() {
		add("a", 3, true);
		add("b", 3, true);
		add("c", 3, true);
		this.loop.run();
		this.consul.lastTransaction().refused(Refusal.CONFLICT, failed(3, Refusal.CONFLICT));
		this.loop.advance(Duration.ofMillis(10));
		assertThat(this.told).containsExactly("b CONFLICT op 3");
		assertThat(sent()).containsExactly("a b c", "a c");
		Stamp again = this.loop.ticker().stamp();
		this.loop.advance(Duration.ofMillis(10));
		this.consul.lastTransaction().done(List.of());
		this.loop.run();
		assertThat(this.told).containsExactly("b CONFLICT op 3", "a done", "c done");
		assertThat(this.sentAt.subList(1, 3)).doesNotContain(this.loop.ticker().stamp());
		assertThat(this.sentAt.get(1).monotonicNanos()).isLessThanOrEqualTo(again.monotonicNanos());
	}

	@Test
	void tellsEachItsOwnRefusalTheGravestFirst() {
		add("a", 3, true);
		add("b", 3, true);
		add("c", 3, true);
		this.loop.run();
		this.consul.lastTransaction()
			.refused(Refusal.DENIED, failed(0, Refusal.CONFLICT), failed(2, Refusal.DENIED),
					failed(4, Refusal.LOCK_DELAY), failed(8, Refusal.SESSION_GONE));
		this.loop.run();
		assertThat(this.told).containsExactly("a DENIED op 2", "b LOCK_DELAY op 4", "c SESSION_GONE op 8");
		assertThat(sent()).hasSize(1);
	}

	@Test
	void tellsAllWhatWasRefusedWithoutNamingAnOperation() {
		add("a", 3, true);
		add("b", 3, true);
		this.loop.run();
		this.consul.lastTransaction().refused(Refusal.BUSY);
		this.loop.run();
		assertThat(this.told).containsExactly("a BUSY no", "b BUSY no");
	}

	@Test
	void tellsAllThatNothingIsKnown() {
		add("a", 3, true);
		add("b", 3, true);
		this.loop.run();
		this.consul.lastTransaction().unknown();
		this.loop.run();
		assertThat(this.told).containsExactly("a unknown", "b unknown");
		assertThat(sent()).hasSize(1);
	}

	@Test
	void tellsTheOnlyOneOfATransactionEverything() {
		add("a", 3, false);
		this.loop.run();
		this.consul.lastTransaction().refused(Refusal.CONFLICT, failed(1, Refusal.CONFLICT));
		this.loop.run();
		assertThat(this.told).containsExactly("a CONFLICT no");
	}

	@Test
	void sendsWhatIsAddedByAReplyInAnotherTransaction() {
		this.outbox.add(new TransactionBatcher.Write(List.of(new Operation.Delete("a")), true,
				(answer, sent) -> add("b", 1, true)));
		this.loop.run();
		this.consul.lastTransaction().done(List.of());
		assertThat(sent()).containsExactly("a", "b");
	}

}

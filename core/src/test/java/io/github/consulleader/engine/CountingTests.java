package io.github.consulleader.engine;

import java.util.stream.Stream;

import io.github.consulleader.role.Revocation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.consulleader.engine.RoleState.NEVER;
import static io.github.consulleader.engine.Situation.HELD;
import static io.github.consulleader.engine.Situation.HERD;
import static io.github.consulleader.engine.Situation.LOCK_DELAY;
import static io.github.consulleader.engine.Situation.MINE;
import static io.github.consulleader.engine.Situation.NOT_NAMED;
import static io.github.consulleader.engine.Situation.NOW;
import static io.github.consulleader.engine.Situation.OTHER;
import static io.github.consulleader.engine.Situation.WANTED;
import static io.github.consulleader.engine.Situation.at;
import static io.github.consulleader.engine.Situation.begun;
import static io.github.consulleader.engine.Situation.dozing;
import static io.github.consulleader.engine.Situation.free;
import static io.github.consulleader.engine.Situation.held;
import static io.github.consulleader.engine.Situation.in;
import static io.github.consulleader.engine.Situation.ours;
import static io.github.consulleader.engine.Situation.released;
import static io.github.consulleader.engine.Situation.seeing;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A lock-delay counts only while a quorum is asked all the time: a lock that was held
 * meanwhile and put back by a restore looks as if nothing had been.
 */
class CountingTests {

	private static final Slumbering BLIND = Slumbering.blind(WANTED);

	private static final Seen DIED = free(70, begun(7, OTHER));

	private static final Seen ENDED = free(71, released(7, OTHER, MINE));

	private static final RoleState COUNTING = BLIND.seen(DIED, true, at(NOW)).next();

	private static final long HEAD_START = Opening.of(DIED, false, WANTED, at(NOW)).headStart(at(NOW).rules());

	static Stream<Seen> counted() {
		return Stream.of(DIED, ours(), free(70, begun(7, MINE)), new Seen(null, null, 70, null));
	}

	@ParameterizedTest
	@MethodSource("counted")
	void asksAQuorumBeforeItBelievesAWatchThatThereIsSomethingToCount(Seen seen) {
		assertThat(BLIND.seen(seen, false, at(NOW)))
			.isEqualTo(Step.to(Slumbering.blind(WANTED.saw(seen)), new Effect.Look()));
	}

	private static Slumbering blindBehind(String... named) {
		return Slumbering.blind(WANTED.saw(held(OTHER, 70, begun(7, OTHER), named)));
	}

	@Test
	@Tag("F33")
	void asksNobodyWhileThoseWhoAreNamedHaveTheirHeadStart() {
		RoleState waiting = blindBehind("first", "second").seen(DIED, false, at(NOW)).next();
		assertThat(waiting).isEqualTo(new Slumbering(waiting.memory(), null, NEVER, NOW + HEAD_START));
		assertThat(waiting.isCounting()).isFalse();
		assertThat(waiting.wake(at(NOW + HEAD_START - 1))).isEqualTo(Step.to(waiting));
		assertThat(waiting.wake(at(NOW + HEAD_START)))
			.isEqualTo(Step.to(Slumbering.blind(waiting.memory()), new Effect.Look()));
	}

	@Test
	void doesNotWaitForTheNamedIfItMayBeOneOfThem() {
		Slumbering blind = blindBehind("first");
		assertThat(blind.seen(DIED, false, at(NOW).listed(false)).effects()).containsExactly(new Effect.Look());
		assertThat(blind.seen(DIED, false, in(null)).effects()).containsExactly(new Effect.Look());
	}

	@ParameterizedTest
	@ValueSource(strings = { "first", MINE })
	void looksAtOnceIfItIsNamed(String first) {
		assertThat(blindBehind(first, MINE).seen(DIED, false, at(NOW)).effects()).containsExactly(new Effect.Look());
	}

	@Test
	void looksAtOnceIfTheLockIsItsOwn() {
		Seen own = held(MINE, 70, begun(7, MINE), "first");
		assertThat(blindBehind("first").seen(own, false, at(NOW)).effects()).containsExactly(new Effect.Look());
	}

	@Test
	void waitsForTheNamedOnlyOnce() {
		RoleState waiting = blindBehind("first").seen(DIED, false, at(NOW)).next();
		assertThat(waiting.seen(DIED, false, at(NOW + 1))).isEqualTo(Step.to(waiting));
		assertThat(waiting.session(in(null, NOW + 1))).isEqualTo(Step.to(waiting));
		assertThat(waiting.session(at(NOW + 1))).isEqualTo(Step.to(waiting));
		assertThat(waiting.alone(at(NOW + 1))).isEqualTo(Step.to(waiting));
	}

	@Test
	void waitsNoLongerWhenTheRoleIsTaken() {
		RoleState waiting = blindBehind("first").seen(DIED, false, at(NOW)).next();
		Seen taken = held("first", 80, begun(8, "first"), MINE);
		assertThat(waiting.seen(taken, false, at(NOW + 1)))
			.isEqualTo(Step.to(Slumbering.blind(waiting.memory().saw(taken))));
	}

	@Test
	void countsBehindTheNamedFromAnAnswerThatItHadAnyway() {
		RoleState waiting = blindBehind("first").seen(DIED, false, at(NOW)).next();
		RoleState counting = waiting.seen(DIED, true, at(NOW + 1)).next();
		assertThat(counting.isCounting()).isTrue();
		assertThat(counting.wakeAt()).isEqualTo(NOW + 1 + LOCK_DELAY + NOT_NAMED);
	}

	@Test
	void asksAQuorumTooWhereAReleaseIsSeenRightAfterAGap() {
		assertThat(BLIND.seen(ENDED, false, seeing(NOW, NOW)))
			.isEqualTo(Step.to(Slumbering.blind(WANTED.saw(ENDED)), new Effect.Look()));
	}

	@Test
	void forgetsItsCountWhenAWatchShowsSomethingElse() {
		Seen another = free(80, begun(8, OTHER));
		assertThat(COUNTING.seen(another, false, at(NOW + 1)))
			.isEqualTo(Step.to(Slumbering.blind(WANTED.saw(another)), new Effect.Look()));
	}

	@Test
	void countsOnWhenAWatchShowsTheSame() {
		assertThat(COUNTING.seen(DIED, false, at(NOW + LOCK_DELAY / 2))).isEqualTo(Step.to(COUNTING));
	}

	@Test
	void needsNoQuorumWhereTheTermWasEndedInOrder() {
		assertThat(BLIND.seen(ENDED, false, dozing(NOW)).effects())
			.containsExactly(new Effect.Take(71, 8, false, true));
	}

	@Test
	void beginsToCountAnewWhenItHadNoAnswerOfAQuorumForTooLong() {
		Step step = COUNTING.seen(DIED, true, dozing(NOW + LOCK_DELAY));
		assertThat(step.effects()).isEmpty();
		assertThat(step.next().wakeAt()).isEqualTo(NOW + 2 * LOCK_DELAY + HERD);
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, 2_000_000_000 })
	void looksInsteadOfTakingWhenItHadNoAnswerOfAQuorumForTooLong(long late) {
		Step look = Step.to(Slumbering.blind(WANTED.saw(DIED)), new Effect.Look());
		assertThat(COUNTING.wake(dozing(NOW + LOCK_DELAY + HERD + late))).isEqualTo(look);
		assertThat(COUNTING.seen(DIED, false, dozing(NOW + LOCK_DELAY + HERD + late))).isEqualTo(look);
		assertThat(COUNTING.wake(dozing(NOW + LOCK_DELAY + HERD - 1)).effects()).as("not yet due").isEmpty();
	}

	@Test
	void keepsTheEndOfARefusalAlthoughItBeginsToCountAnew() {
		Opening opening = Opening.of(DIED, false, WANTED, at(NOW));
		RoleState refused = Slumbering.refused(WANTED, opening, NOW + 3 * LOCK_DELAY);
		assertThat(refused.seen(DIED, true, dozing(NOW + LOCK_DELAY)).next().wakeAt()).isEqualTo(NOW + 3 * LOCK_DELAY);
	}

	@Test
	void countsOnlyWhileThereIsAChance() {
		Opening opening = Opening.of(DIED, false, WANTED, at(NOW));
		assertThat(Stream.of(COUNTING, new Taking(WANTED, opening, MINE), Slumbering.refused(WANTED, opening, NOW)))
			.allMatch(RoleState::isCounting);
		assertThat(Stream.of(BLIND, new Off(WANTED), new Working(WANTED, HELD), Revoking.of(WANTED, HELD, at(NOW)),
				HandingOver.of(WANTED, HELD, Revocation.YIELDED),
				Draining.of(WANTED, HELD, Revocation.YIELDED, at(NOW))))
			.noneMatch(RoleState::isCounting);
	}

}

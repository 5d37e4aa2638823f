package io.github.consulleader.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.consulleader.consul.Entry;
import io.github.consulleader.role.Role;
import io.github.consulleader.time.Backoff;
import io.github.consulleader.time.HandLoop;
import io.github.consulleader.time.Stamp;
import org.junit.jupiter.api.Test;

import static io.github.consulleader.engine.ScriptedConsul.listing;
import static org.assertj.core.api.Assertions.assertThat;

class CandidaciesTests {

	private static final Role ROLE = Role.of("report");

	private final HandLoop loop = new HandLoop();

	private final ScriptedConsul consul = new ScriptedConsul();

	private final Codec codec = new Codec();

	private final List<String> changes = new ArrayList<>();

	private final Candidacies candidacies = new Candidacies(
			this.consul, this.loop, new Sequence(), HandSurroundings.KEYS, this.codec, new CandidateKey(this.consul,
					this.loop, HandSurroundings.KEYS, this.codec, HandSurroundings.CANDIDATE, backoff()),
			backoff(), () -> this.changes.add("changed"));

	private static Backoff backoff() {
		return new Backoff(Duration.ofMillis(100), Duration.ofMillis(100), () -> 0);
	}

	private void answer(String... sessions) {
		Entry[] entries = List.of(sessions)
			.stream()
			.map((session) -> new Entry(HandSurroundings.KEYS.candidate(session),
					this.codec.write(new CandidateValue("somebody", null, List.of("report"))), session, 0, 1, 1))
			.toArray(Entry[]::new);
		this.consul.lastRead().done(listing(5, entries));
		this.loop.advance(Duration.ofMillis(10));
	}

	@Test
	void looksWhoElseIsThereOnlyWhileThatMatters() {
		assertThat(this.candidacies.isKnown()).isFalse();
		this.candidacies.watch(true);
		this.candidacies.watch(true);
		assertThat(this.consul.reads()).hasSize(1);
		assertThat(this.consul.lastRead().question().prefix()).isEqualTo("leader/app/candidates/");
		assertThat(this.candidacies.isKnown()).isFalse();
		answer("a", "b");
		assertThat(this.candidacies.isKnown()).isTrue();
		assertThat(this.candidacies.successors(ROLE)).containsExactly("a", "b");
		assertThat(this.changes).containsExactly("changed");
		this.candidacies.watch(false);
		assertThat(this.candidacies.isKnown()).isFalse();
		assertThat(this.candidacies.successors(ROLE)).isEmpty();
		assertThat(this.consul.lastRead().future()).isCancelled();
	}

	@Test
	void leavesOutOurselves() {
		this.candidacies.show("a", List.of("report"));
		this.candidacies.watch(true);
		answer("a", "b");
		assertThat(this.candidacies.successors(ROLE)).containsExactly("b");
		assertThat(this.consul.transactions()).as("tells of itself").hasSize(1);
	}

	@Test
	void looksOnceForAllWhoAskWhoIsThere() {
		this.candidacies.look(() -> this.changes.add("one " + this.candidacies.successors(ROLE)));
		this.candidacies.look(() -> this.changes.add("two"));
		assertThat(this.consul.reads()).hasSize(1);
		assertThat(this.changes).isEmpty();
		answer("a");
		assertThat(this.changes).containsExactly("one [a]", "two");
		assertThat(this.candidacies.successors(ROLE)).as("what was found then is old soon").isEmpty();
		this.loop.advance(Duration.ofSeconds(1));
		assertThat(this.changes).hasSize(2);
		this.candidacies.look(() -> this.changes.add("three"));
		assertThat(this.consul.reads()).hasSize(2);
	}

	@Test
	void callsBackSoonAlsoWhereNothingIsAnswered() {
		this.candidacies.look(() -> this.changes.add("one"));
		this.loop.advance(Duration.ofMillis(99));
		assertThat(this.changes).isEmpty();
		this.loop.advance(Duration.ofMillis(1));
		assertThat(this.changes).containsExactly("one");
		this.candidacies.look(() -> this.changes.add("two"));
		this.consul.reads().get(0).done(listing(5));
		this.loop.run();
		assertThat(this.changes).as("late").containsExactly("one");
		answer("a");
		assertThat(this.changes).containsExactly("one", "two");
	}

	@Test
	void knowsWhenItFirstToldOfARole() {
		assertThat(this.candidacies.toldAt("a", ROLE)).isNull();
		this.candidacies.show("a", List.of("report"));
		Stamp first = this.loop.ticker().stamp();
		assertThat(this.candidacies.toldAt("a", ROLE)).isEqualTo(first);
		assertThat(this.candidacies.toldAt("a", Role.of("mail"))).isNull();
		assertThat(this.candidacies.toldAt("b", ROLE)).isNull();
		assertThat(this.candidacies.toldAt(null, ROLE)).isNull();
		this.consul.lastTransaction().done(List.of());
		this.loop.advance(Duration.ofSeconds(1));
		this.candidacies.show("a", List.of("mail", "report"));
		assertThat(this.candidacies.toldAt("a", ROLE)).isEqualTo(first);
		assertThat(this.candidacies.toldAt("a", Role.of("mail"))).isEqualTo(this.loop.ticker().stamp());
	}

	@Test
	void hasToldNobodyOfAnotherSession() {
		this.candidacies.show("a", List.of("report"));
		this.candidacies.show(null, List.of("report"));
		assertThat(this.candidacies.toldAt("a", ROLE)).isNull();
		this.candidacies.show("b", List.of("report"));
		assertThat(this.candidacies.toldAt("b", ROLE)).as("not before it is sent").isNull();
		this.consul.lastTransaction().done(List.of());
		this.loop.run();
		assertThat(this.candidacies.toldAt("b", ROLE)).isNotNull();
		assertThat(this.candidacies.toldAt("a", ROLE)).isNull();
	}

}

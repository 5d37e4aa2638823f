package io.github.consulleader.engine;

import java.util.Arrays;
import java.util.List;

import io.github.consulleader.consul.Entry;
import io.github.consulleader.role.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static io.github.consulleader.engine.ScriptedConsul.listing;
import static org.assertj.core.api.Assertions.assertThat;

class SuccessionTests {

	private static final Role ROLE = Role.of("report");

	private final Codec codec = new Codec();

	private Entry candidate(String session, long createIndex, String... roles) {
		return new Entry(HandSurroundings.KEYS.candidate(session),
				this.codec.write(new CandidateValue("somebody", null, List.of(roles))), session, 0, createIndex,
				createIndex);
	}

	private Succession of(@Nullable String own, Entry... entries) {
		return Succession.of(listing(1, entries), HandSurroundings.KEYS, this.codec, own);
	}

	@Test
	void isInOrderOfCreation() {
		assertThat(of(null, candidate("a", 30, "report"), candidate("b", 10, "report"), candidate("c", 20, "report"))
			.of(ROLE)).containsExactly("b", "c", "a");
	}

	@Test
	void isInOrderOfKeysWhereCreationIsTheSame() {
		assertThat(of(null, candidate("b", 10, "report"), candidate("a", 10, "report")).of(ROLE)).containsExactly("a",
				"b");
	}

	@Test
	void namesThree() {
		assertThat(of(null, candidate("a", 1, "report"), candidate("b", 2, "report"), candidate("c", 3, "report"),
				candidate("d", 4, "report"))
			.of(ROLE)).containsExactly("a", "b", "c");
	}

	@Test
	void leavesOutOurselves() {
		assertThat(of("b", candidate("a", 1, "report"), candidate("b", 2, "report")).of(ROLE)).containsExactly("a");
	}

	@Test
	void namesWhoWantsTheRole() {
		Succession succession = of(null, candidate("a", 1, "report", "mail"), candidate("b", 2, "mail"),
				candidate("c", 3));
		assertThat(succession.of(ROLE)).containsExactly("a");
		assertThat(succession.of(Role.of("mail"))).containsExactly("a", "b");
		assertThat(succession.of(Role.of("other"))).isEmpty();
	}

	@Test
	void leavesOutWhatIsNotACandidatesOwnKey() {
		Entry dead = new Entry(HandSurroundings.KEYS.candidate("a"), candidate("a", 1, "report").value(), null, 0, 1,
				1);
		Entry another = new Entry(HandSurroundings.KEYS.candidate("b"), candidate("b", 1, "report").value(), "c", 0, 1,
				1);
		Entry deeper = new Entry(HandSurroundings.KEYS.candidate("d") + "/x", candidate("d", 1, "report").value(), "d",
				0, 1, 1);
		assertThat(of(null, dead, another, deeper).of(ROLE)).isEmpty();
	}

	@Test
	void leavesOutWhatCannotBeRead() {
		Entry[] foreign = Arrays.stream(new String[] { "", "hello", "{}", "{\"roles\":null}", "{\"roles\":[null]}" })
			.map((text) -> new Entry(HandSurroundings.KEYS.candidate("a"), text, "a", 0, 1, 1))
			.toArray(Entry[]::new);
		assertThat(of(null, foreign).of(ROLE)).isEmpty();
	}

	@Test
	void isNobodyAtFirst() {
		assertThat(Succession.NOBODY.of(ROLE)).isEmpty();
	}

}

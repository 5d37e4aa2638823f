package io.github.consulleader.mutex;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.Entry;
import io.github.consulleader.consul.Listing;
import io.github.consulleader.consul.Refusal;
import io.github.consulleader.role.Candidate;
import io.github.consulleader.time.Stamp;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What follows from what, without Consul and without time. */
class MutexTablesTests {

	private final MutexKeys keys = new MutexKeys(new Candidate("leader", "app", "me", null));

	private static MutexSnapshot view(long index, long sent) {
		return MutexSnapshot.of(new Listing(List.of(), index), sent, new Stamp(0, 0), false);
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			job,       job
			a-b_c.d.9, a-b_c.d.9
			'',        =
			=,         =3D
			=2E,       =3D2E
			%,         =25
			~,         =7E
			.,         =2E
			..,        .=2E
			...,       .=2E.
			....,      .=2E.=2E
			.a.,       .a.
			a/b,       a=2Fb
			../b,      .=2E=2Fb
			a b,       a=20b
			' a ',     =20a=20
			a+b,       a=2Bb
			ä,         =C3=A4
			€,         =E2=82=AC
			""")
	void storesAKeyInCharactersThatEveryVersionOfConsulTakes(String key, String encoded) {
		assertThat(this.keys.path(key)).isEqualTo("leader/app/mutex/" + encoded + "/.lock");
		assertThat(this.keys.key("leader/app/mutex/" + encoded + "/.lock")).isEqualTo(key);
	}

	@ParameterizedTest
	@ValueSource(strings = { "leader/app/mutex/job", "leader/app/mutex/=zz/.lock", "leader/app/mutex/a=2/.lock",
			"leader/app/mutex/=2e/.lock", "leader/app/mutex/=FF/.lock", "leader/app/mutex/a..b/.lock",
			"leader/app/mutex/ä/.lock", "leader/app/mutex/=41/.lock", "leader/other/mutex/job/.lock" })
	void callsWhatIsNoneOfItsOwnByItsPath(String path) {
		assertThat(this.keys.key(path)).isEqualTo(path);
	}

	@Test
	void keepsEveryKeyApartAndReadable() {
		String characters = "ab.=%/ ~-_\u0000\u00e4\u20ac\ud83d\ude00";
		Random random = new Random(1);
		Map<String, String> keyOf = new HashMap<>();
		for (int i = 0; i < 50_000; i++) {
			String key = random.ints(random.nextInt(9), 0, characters.codePointCount(0, characters.length()))
				.map((at) -> characters.codePointAt(characters.offsetByCodePoints(0, at)))
				.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
				.toString();
			String path = this.keys.path(key);
			assertThat(path).matches("leader/app/mutex/[A-Za-z0-9._=-]+/\\.lock").doesNotContain("..");
			assertThat(keyOf.merge(path, key, (before, now) -> before.equals(now) ? now : "two keys")).isEqualTo(key);
			assertThat(this.keys.key(path)).isEqualTo(key);
		}
	}

	@Test
	void refusesHalfACharacter() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.keys.path("a\ud83d"));
		assertThat(this.keys.path("\ud83d\ude00")).contains("=F0=9F=98=80");
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			us,   '',  3304740253564472344,  OURS
			us,   {},  0,                    OURS
			them, '',  3304740253564472344,  TAKEN
			them, '',  0,                    TAKEN
			them, {},  0,                    TAKEN
			them, '',  -2236430652612194848, FOREIGN
			,     '',  3304740253564472344,  FREE
			,     old, 3304740253564472344,  FREE
			,     '',  0,                    FREE
			,     {},  0,                    FOREIGN
			,     '',  -2236430652612194848, FOREIGN
			""")
	void seesWhatAKeyIs(@Nullable String session, String value, long flags, KeyState sight) {
		assertThat(KeyState.of(new Entry("k", value, session, flags, 1, 1), "us")).isEqualTo(sight);
		assertThat(KeyState.of(null, "us")).isEqualTo(KeyState.FREE);
	}

	@ParameterizedTest
	@CsvSource({ "CONFLICT, CHANGED", "LOCK_DELAY, DELAYED", "SESSION_GONE, SESSION_GONE", "DENIED, REFUSED",
			"INVALID, REFUSED", "BUSY, BUSY" })
	void understandsARefusal(Refusal refusal, WriteResult verdict) {
		assertThat(WriteResult.of(new Answer.Refused<>(refusal, "no"))).isEqualTo(verdict);
		assertThat(WriteResult.of(new Answer.Unknown<>("time-out"))).isEqualTo(WriteResult.UNCERTAIN);
		assertThat(WriteResult.of(new Answer.Done<>("yes"))).isEqualTo(WriteResult.DONE);
	}

	@Test
	void afterAWriteOnlyViewsThatKnowItCount() {
		ReadBarrier fresh = new ReadBarrier(10, 50);
		assertThat(fresh.admits(view(49, 9))).isFalse();
		assertThat(fresh.admits(view(50, 9))).isTrue();
		assertThat(fresh.admits(view(3, 11))).as("asked for after it, index gone back").isTrue();
	}

	@Test
	void afterAFailureOnlyViewsThatWereAskedForLaterCountUntilOneWasSeen() {
		ReadBarrier fresh = ReadBarrier.after(10);
		assertThat(fresh.admits(view(1000, 9))).isFalse();
		assertThat(fresh.admits(view(40, 11))).isTrue();
		ReadBarrier then = fresh.seen(view(40, 11));
		assertThat(then.admits(view(41, 9))).as("a watch that began before and knows more").isTrue();
		assertThat(then.admits(view(39, 9))).isFalse();
	}

}

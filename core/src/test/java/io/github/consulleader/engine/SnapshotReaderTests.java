package io.github.consulleader.engine;

import java.util.List;

import io.github.consulleader.consul.Entry;
import io.github.consulleader.role.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.consulleader.engine.ScriptedConsul.listing;
import static io.github.consulleader.engine.Situation.OTHER;
import static io.github.consulleader.engine.Situation.begun;
import static org.assertj.core.api.Assertions.assertThat;

class SnapshotReaderTests {

	private static final Role ROLE = Role.of("report");

	private static final String LOCK = "leader/app/roles/report/lock";

	private static final String TERM = "leader/app/roles/report/term";

	private static final LockValue VALUE = new LockValue("me", "http://me", 5, List.of(OTHER));

	private final Codec codec = new Codec();

	private final SnapshotReader view = new SnapshotReader(HandSurroundings.KEYS, this.codec);

	private RoleSnapshot seen(Entry... entries) {
		this.view.read(listing(99, entries));
		return this.view.of(ROLE);
	}

	private Entry lock(String session) {
		return new Entry(LOCK, this.codec.write(VALUE), session, RoleKeys.LOCK_FLAGS, 60, 75);
	}

	private Entry term(long n, long index) {
		return new Entry(TERM, this.codec.write(begun(n, OTHER)), null, 0, 10, index);
	}

	@Test
	void seesNothingBeforeItHasReadAnything() {
		assertThat(this.view.of(ROLE)).isEqualTo(RoleSnapshot.NOTHING);
		assertThat(seen()).isEqualTo(RoleSnapshot.NOTHING);
	}

	@Test
	void seesHolderValueIndexAndRecord() {
		assertThat(seen(lock(OTHER), term(7, 70))).isEqualTo(new RoleSnapshot(OTHER, VALUE, 70, begun(7, OTHER), 10));
	}

	@Test
	void seesAFreeLock() {
		assertThat(seen(lock(null), term(7, 70))).isEqualTo(new RoleSnapshot(null, VALUE, 70, begun(7, OTHER), 10));
		assertThat(seen(term(7, 70))).isEqualTo(new RoleSnapshot(null, null, 70, begun(7, OTHER), 10));
	}

	@Test
	void seesALockWithoutARecord() {
		assertThat(seen(lock(OTHER))).isEqualTo(new RoleSnapshot(OTHER, VALUE, 0, null, 0));
	}

	@Test
	void forgetsWhatIsGone() {
		seen(lock(OTHER), term(7, 70));
		assertThat(seen(term(7, 70)).holder()).isNull();
		assertThat(seen()).isEqualTo(RoleSnapshot.NOTHING);
	}

	@Test
	void seesANewIndexAlsoWhereTheValueIsTheSame() {
		seen(lock(OTHER), term(7, 70));
		assertThat(seen(lock("session-third"), term(7, 71)))
			.isEqualTo(new RoleSnapshot("session-third", VALUE, 71, begun(7, OTHER), 10));
	}

	@Test
	void seesANewValue() {
		seen(lock(OTHER), term(7, 70));
		assertThat(seen(lock(OTHER), term(8, 80)).term()).isEqualTo(begun(8, OTHER));
	}

	@Test
	void readsTheSameValueOnlyOnce() {
		TermRecord first = seen(term(7, 70)).term();
		assertThat(seen(term(7, 70)).term()).isSameAs(first);
	}

	@Test
	void seesAnotherValueThatHasComeToTheSameIndex() {
		seen(lock(OTHER), term(7, 70));
		assertThat(seen(lock(OTHER), term(6, 70)).term()).isEqualTo(begun(6, OTHER));
		assertThat(seen(lock(OTHER), new Entry(TERM, "", null, 0, 10, 70)).term()).isNull();
	}

	@Test
	void seesAValueThatCameBack() {
		seen(lock(OTHER), term(7, 70));
		assertThat(seen(lock(OTHER)).term()).isNull();
		assertThat(seen(lock(OTHER), term(7, 70)).term()).isEqualTo(begun(7, OTHER));
	}

	@Test
	void showsTheSameListingAsOftenAsItIsAskedFor() {
		RoleSnapshot seen = seen(lock(OTHER), term(7, 70));
		assertThat(this.view.of(ROLE)).isEqualTo(seen);
		this.view.forget();
		assertThat(this.view.of(ROLE)).isEqualTo(RoleSnapshot.NOTHING);
	}

	@Test
	void remembersOnlyRolesThatWereAskedForLastTime() {
		TermRecord first = seen(term(7, 70)).term();
		this.view.read(listing(99, term(7, 70)));
		this.view.forget();
		assertThat(seen(term(7, 70)).term()).isEqualTo(first).isNotSameAs(first);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "hello", "{}", "[]", "null", "{\"n\":" })
	void seesHolderAndIndexAlsoWhereAValueIsNotOurs(String foreign) {
		RoleSnapshot seen = seen(new Entry(LOCK, foreign, OTHER, 0, 1, 75), new Entry(TERM, foreign, null, 0, 1, 70));
		assertThat(seen).isEqualTo(new RoleSnapshot(OTHER, null, 70, null, 1));
	}

	@Test
	void tellsRolesApart() {
		this.view.read(listing(99, new Entry("leader/app/roles/report2/lock", "", OTHER, 0, 1, 1),
				new Entry("leader/app/roles/rep/term", "", null, 0, 1, 1)));
		assertThat(this.view.of(ROLE)).isEqualTo(RoleSnapshot.NOTHING);
	}

}

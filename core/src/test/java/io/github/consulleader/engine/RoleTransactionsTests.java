package io.github.consulleader.engine;

import java.util.List;

import io.github.consulleader.consul.Entry;
import io.github.consulleader.consul.Operation;
import io.github.consulleader.role.Role;
import org.junit.jupiter.api.Test;

import static io.github.consulleader.engine.Situation.HELD;
import static io.github.consulleader.engine.Situation.MINE;
import static io.github.consulleader.engine.Situation.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** The transactions on a role, to the letter. */
class RoleTransactionsTests {

	private static final Role ROLE = Role.of("report");

	private static final String LOCK = "leader/app/roles/report/lock";

	private static final String TERM = "leader/app/roles/report/term";

	private static final LockValue VALUE = new LockValue("me", null, 5, List.of());

	private static final String VALUE_TEXT = "{\"instance\":\"me\",\"address\":null,\"since\":5,\"successors\":[]}";

	private final RoleTransactions writes = new RoleTransactions(HandSurroundings.KEYS, new Codec(), "me", 2000);

	private static Operation lock() {
		return new Operation.Lock(LOCK, MINE, VALUE_TEXT, RoleKeys.LOCK_FLAGS);
	}

	private static Operation unlock() {
		return new Operation.Unlock(LOCK, MINE, VALUE_TEXT, RoleKeys.LOCK_FLAGS);
	}

	private static Operation record(long n, String session, boolean released, String next) {
		return new Operation.Set(TERM,
				"{\"n\":%d,\"session\":\"%s\",\"instance\":\"me\",\"lockDelay\":2000,\"released\":%s,\"next\":[%s]}"
					.formatted(n, session, released, next),
				0);
	}

	@Test
	void takesAFreeRoleOnlyWithTheRecordThatWasSeen() {
		assertThat(this.writes.take(ROLE, new Effect.Take(70, 8, false, true), MINE, VALUE))
			.containsExactly(new Operation.CheckIndex(TERM, 70), lock(), record(8, MINE, false, ""));
		assertThat(this.writes.take(ROLE, new Effect.Take(0, 1, false, true), MINE, VALUE))
			.containsExactly(new Operation.CheckNotExists(TERM), lock(), record(1, MINE, false, ""));
	}

	@Test
	void takesAgainOnlyWhatItsSessionHolds() {
		assertThat(this.writes.take(ROLE, new Effect.Take(70, 8, true, true), MINE, VALUE)).containsExactly(
				new Operation.CheckSession(LOCK, MINE), new Operation.CheckIndex(TERM, 70), lock(),
				record(8, MINE, false, ""));
	}

	@Test
	void foundsARoleOnlyWhereThereIsNoRecord() {
		assertThat(this.writes.createRecord(ROLE, 2000)).containsExactly(new Operation.CheckNotExists(TERM),
				record(0, "", false, ""));
	}

	@Test
	void updatesTheLocksValueOnlyInItsTerm() {
		assertThat(this.writes.update(ROLE, HELD, VALUE)).containsExactly(new Operation.CheckIndex(TERM, 70), lock());
	}

	@Test
	void handsOverOnlyItsTermAndNamesWhoIsToFollow() {
		assertThat(this.writes.handOver(ROLE, HELD, VALUE, List.of(OTHER)))
			.containsExactly(new Operation.CheckIndex(TERM, 70), unlock(), record(7, MINE, true, "\"" + OTHER + "\""));
	}

	@Test
	void dropsALockWithoutCallingTheTermReleased() {
		assertThat(this.writes.drop(ROLE, new Effect.ReleaseStray(70, 8), MINE, VALUE))
			.containsExactly(new Operation.CheckIndex(TERM, 70), unlock(), record(8, MINE, false, ""));
		assertThat(this.writes.drop(ROLE, new Effect.ReleaseStray(0, 1), MINE, VALUE))
			.containsExactly(new Operation.CheckNotExists(TERM), unlock(), record(1, MINE, false, ""));
	}

	@Test
	void readsTheTokenFromItsOwnRecordInASharedTransaction() {
		assertThat(this.writes.token(ROLE, List.of(entry("leader/app/roles/other/term", 99), entry(LOCK, 98),
				entry(TERM, 80), entry("leader/app/roles/report2/term", 97))))
			.isEqualTo(80);
	}

	@Test
	void knowsNoTokenWithoutARecord() {
		assertThatIllegalStateException().isThrownBy(() -> this.writes.token(ROLE, List.of(entry(LOCK, 80))));
	}

	private static Entry entry(String key, long index) {
		return new Entry(key, "", null, 0, 1, index);
	}

}

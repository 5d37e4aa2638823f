package io.github.consulleader.engine;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.consulleader.consul.Entry;
import io.github.consulleader.role.LeadershipListener;
import io.github.consulleader.role.Revocation;
import io.github.consulleader.role.Role;
import io.github.consulleader.role.Term;
import io.github.consulleader.role.Timings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static io.github.consulleader.engine.ScriptedConsul.listing;
import static io.github.consulleader.engine.Situation.LOCK_DELAY;
import static io.github.consulleader.engine.Situation.MINE;
import static io.github.consulleader.engine.Situation.OTHER;
import static io.github.consulleader.engine.Situation.begun;
import static io.github.consulleader.engine.Situation.free;
import static io.github.consulleader.engine.Situation.held;
import static io.github.consulleader.engine.Situation.released;
import static org.assertj.core.api.Assertions.assertThat;

@Tag("F18")
class StaleViewWatchdogTests {

	private static final Role ROLE = Role.of("report");

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final HandSurroundings around = new HandSurroundings();

	private final HandExecutor callbacks = new HandExecutor();

	private final RoleMachine machine = new RoleMachine(ROLE, new Idle(), new CallbackSupport(this.callbacks),
			this.around);

	private final SnapshotReader view = new SnapshotReader(HandSurroundings.KEYS, new Codec());

	private final AtomicInteger givenUp = new AtomicInteger();

	private final StaleViewWatchdog blindness = new StaleViewWatchdog(this.around.loop(), Timings.balanced(),
			Map.of(ROLE, this.machine), this.givenUp::incrementAndGet);

	private void pass(Duration time) {
		this.around.loop().advance(time);
	}

	private void settle() {
		this.around.loop().run();
		while (this.callbacks.waiting() > 0) {
			this.callbacks.runAll();
			this.around.loop().run();
		}
	}

	/** The answer shows the record, or as if there were none. */
	private void see(boolean record) {
		this.view
			.read(record ? listing(90, new Entry(HandSurroundings.KEYS.term(ROLE), "", null, 0, 1, 80)) : listing(90));
		this.blindness.sighted(this.view);
	}

	private Observation sighting() {
		return new Observation(listing(1), this.around.sequence().next(), this.around.loop().ticker().stamp(), true);
	}

	private void work() {
		take();
		this.around.lastSent().committed(ROLE, 80);
		settle();
		assertThat(this.machine.leadership().isLeader()).isTrue();
		this.blindness.review();
	}

	/** The machine has sent a take and does not know what came of it. */
	private void take() {
		this.machine.want();
		this.machine.seen(held(OTHER, 60, begun(7, OTHER)), sighting());
		pass(Duration.ofNanos(LOCK_DELAY));
		this.machine.seen(free(70, released(7, OTHER, MINE)), sighting());
		this.blindness.review();
	}

	private void count() {
		this.machine.want();
		this.machine.seen(held(OTHER, 60, begun(7, OTHER)), sighting());
		this.machine.seen(free(70, begun(7, OTHER)), sighting());
		assertThat(this.machine.state().isCounting()).isTrue();
		this.blindness.review();
	}

	@Test
	void givesUpASessionThatHeldSomethingAfterATtl() {
		take();
		this.blindness.observationLost();
		pass(PATIENCE.dividedBy(2));
		this.blindness.observationLost();
		pass(PATIENCE.dividedBy(2).minusNanos(1));
		assertThat(this.givenUp).hasValue(0);
		pass(Duration.ofNanos(1));
		assertThat(this.givenUp).hasValue(1);
		this.blindness.observationLost();
		pass(PATIENCE.multipliedBy(3));
		assertThat(this.givenUp).as("the next session holds nothing").hasValue(1);
	}

	@Test
	void leavesASessionAloneThatNeverHeldAnything() {
		this.blindness.observationLost();
		pass(PATIENCE.multipliedBy(2));
		assertThat(this.givenUp).hasValue(0);
	}

	@Test
	void leavesASessionAloneThatOnlyCountsItsWayToARole() {
		count();
		this.blindness.observationLost();
		pass(PATIENCE.multipliedBy(2));
		assertThat(this.givenUp).hasValue(0);
	}

	@Test
	void isPatientAnewAfterEachAnswer() {
		take();
		this.blindness.observationLost();
		pass(PATIENCE.minusMillis(1));
		see(true);
		pass(PATIENCE);
		this.blindness.observationLost();
		pass(PATIENCE.minusMillis(1));
		assertThat(this.givenUp).hasValue(0);
	}

	@Test
	void takesARecordThatHasVanishedForOneThatItMayNotRead() {
		work();
		see(false);
		pass(PATIENCE);
		settle();
		assertThat(this.givenUp).as("the watch may be older than the term").hasValue(0);
		see(false);
		pass(PATIENCE.minusNanos(1));
		see(false);
		assertThat(this.givenUp).hasValue(0);
		pass(Duration.ofNanos(1));
		assertThat(this.givenUp).hasValue(1);
	}

	@Test
	void keepsTheRoleWhileItsWorkGoesOn() {
		work();
		this.blindness.observationLost();
		pass(PATIENCE.multipliedBy(2));
		assertThat(this.machine.leadership().isLeader()).isFalse();
		assertThat(this.givenUp).as("the revoke callback has not returned").hasValue(0);
		settle();
		pass(Duration.ofSeconds(1));
		assertThat(this.givenUp).hasValue(1);
	}

	@Test
	void forgetsWhenItStops() {
		take();
		this.blindness.observationLost();
		this.blindness.stop();
		pass(PATIENCE.multipliedBy(2));
		assertThat(this.givenUp).hasValue(0);
	}

	/** Does nothing. */
	private static final class Idle implements LeadershipListener {

		@Override
		public void onGranted(Term term) {
		}

		@Override
		public void onRevoked(Term term, Revocation reason) {
		}

	}

}

package io.github.consulleader.mutex;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import io.github.consulleader.consul.Entry;
import io.github.consulleader.time.HandTicker;
import io.github.consulleader.time.Stamp;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** How long a hold lasts, and who hears of its end. */
@Tag("T24")
class LockLeaseTests {

	private static final Duration WINDOW = Duration.ofMillis(1800);

	private final HandTicker ticker = new HandTicker(0);

	private final Stamp sentAt = this.ticker.stamp();

	private final Deque<Runnable> callbacks = new ArrayDeque<>();

	private final List<String> told = new ArrayList<>();

	private final LockLease hold = hold();

	private LockLease hold() {
		return new LockLease(new Entry("lock", "", "us", KeyState.LOCK_FLAGS, 7, 9), "us", this.ticker, WINDOW,
				this.sentAt, this.callbacks::add);
	}

	private void callBack() {
		while (!this.callbacks.isEmpty()) {
			this.callbacks.poll().run();
		}
	}

	@Test
	void endsByTheClockThoughNobodyLooks() {
		this.ticker.advance(WINDOW.minusMillis(1));
		assertThat(this.hold.whyLost()).isNull();
		this.ticker.advance(Duration.ofMillis(1));
		assertThat(this.hold.whyLost()).contains("did not confirm");
		this.hold.confirm(this.ticker.stamp());
		assertThat(this.hold.whyLost()).contains("did not confirm");
	}

	@Test
	void lastsLongerWithEachConfirmation() {
		for (int i = 0; i < 10; i++) {
			this.ticker.advance(Duration.ofSeconds(1));
			this.hold.confirm(this.ticker.stamp());
		}
		assertThat(this.hold.whyLost()).isNull();
	}

	@Test
	void whoGivesItUpInTimeHasNotLostIt() {
		this.hold.whenLost(this.told::add);
		assertThat(this.hold.end()).isNull();
		this.ticker.advance(WINDOW);
		this.hold.lose("session ended");
		callBack();
		assertThat(this.hold.whyLost()).isNull();
		assertThat(this.hold.end()).isNull();
		assertThat(this.told).isEmpty();
	}

	@Test
	void whoGivesItUpTooLateIsToldWhy() {
		this.hold.whenLost(this.told::add);
		this.ticker.advance(WINDOW);
		assertThat(this.hold.end()).contains("did not confirm");
		callBack();
		assertThat(this.told).singleElement().asString().contains("did not confirm");
	}

	@Test
	void keepsToTheFirstReason() {
		this.hold.lose("deleted");
		this.hold.lose("session ended");
		this.ticker.advance(WINDOW);
		assertThat(this.hold.whyLost()).isEqualTo("deleted");
		assertThat(this.hold.end()).isEqualTo("deleted");
	}

	@Test
	void tellsEachListenerOnceAndLateOnesAtOnceOnTheCallbacks() {
		this.hold.whenLost(this.told::add);
		this.hold.whenLost((why) -> {
			throw new IllegalStateException("deliberate");
		});
		this.hold.lose("deleted");
		assertThat(this.told).as("not on this thread").isEmpty();
		callBack();
		this.hold.lose("again");
		this.hold.whenLost(this.told::add);
		callBack();
		assertThat(this.told).containsExactly("deleted", "deleted");
	}

	@Test
	void aListenerThatComesAfterTheClockHasEndedItIsToldAtOnce() {
		this.ticker.advance(WINDOW);
		this.hold.whenLost(this.told::add);
		callBack();
		assertThat(this.told).hasSize(1);
	}

	@Test
	void itsOwnDeadLineEndsItToo() {
		this.hold.setDeadline(Duration.ofSeconds(1));
		assertThat(this.hold.isOverdue()).isFalse();
		this.ticker.advance(Duration.ofSeconds(1));
		assertThat(this.hold.isOverdue()).isTrue();
		assertThat(this.hold.whyLost()).contains("ttl");
	}

	/** Seed 357153. */
	@Test
	void aDeadLineThatAClockHasPassedStaysPassedWhenItLeapsBack() {
		this.hold.setDeadline(Duration.ofMillis(100));
		this.hold.whenLost(this.told::add);
		this.ticker.advanceWall(Duration.ofMillis(150));
		assertThat(this.hold.whyLost()).contains("ttl of PT0.1S was over");
		this.ticker.advanceWall(Duration.ofMillis(-150));
		assertThat(this.hold.whyLost()).contains("ttl of PT0.1S was over");
		this.hold.setDeadline(Duration.ofSeconds(1));
		this.hold.extend(Duration.ofSeconds(1));
		assertThat(this.hold.whyLost()).contains("ttl of PT0.1S was over");
		callBack();
		assertThat(this.told).containsExactly("its ttl of PT0.1S was over");
	}

	@Test
	void isOnItsKeyAsLongAsTheSessionHoldsTheKeyThatTheTakeMade() {
		assertThat(this.hold.isOn(new Entry("lock", "scribbled", "us", 0, 7, 12))).isTrue();
		assertThat(this.hold.isOn(new Entry("lock", "", "them", 0, 7, 12))).isFalse();
		assertThat(this.hold.isOn(new Entry("lock", "", null, 0, 7, 12))).isFalse();
		assertThat(this.hold.isOn(new Entry("lock", "", "us", 0, 11, 12))).isFalse();
	}

}

package io.github.consulleader.sample.fleet;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Moments here are small numbers; nothing depends on the order in which word arrives. */
class ChronicleTests {

	private final Chronicle chronicle = new Chronicle();

	@Test
	void knowsNoHandOverBeforeTheSecondTerm() {
		this.chronicle.granted("one", 1, 10, 100);
		assertThat(this.chronicle.handOvers()).isEmpty();
	}

	@Test
	void measuresFromTheSignalToTheGrant() {
		this.chronicle.granted("one", 1, 10, 100);
		this.chronicle.disturbed("one", Deed.TERM, 500);
		this.chronicle.revoked("one", 10, 520, "SHUTDOWN");
		this.chronicle.granted("two", 2, 20, 550);
		assertThat(this.chronicle.handOvers())
			.containsExactly(new HandOver("one", "two", 20, "SIGTERM", 500L, 520L, 550));
		assertThat(this.chronicle.handOvers().get(0).millis()).isEqualTo(50);
	}

	@Test
	void doesNotMindThatTheEndIsToldAfterTheNextBeginning() {
		this.chronicle.granted("two", 2, 20, 550);
		this.chronicle.granted("one", 1, 10, 100);
		this.chronicle.disturbed("one", Deed.YIELD, 500);
		this.chronicle.revoked("one", 10, 520, "YIELDED");
		assertThat(this.chronicle.handOvers())
			.containsExactly(new HandOver("one", "two", 20, "Yield", 500L, 520L, 550));
	}

	@Test
	void measuresASigkillFromTheSignal() {
		this.chronicle.granted("one", 1, 10, 100);
		this.chronicle.disturbed("one", Deed.KILL, 500);
		this.chronicle.processEnded("one", 510, "ended by SIGKILL");
		this.chronicle.granted("two", 2, 20, 5200);
		assertThat(this.chronicle.handOvers())
			.containsExactly(new HandOver("one", "two", 20, "SIGKILL", 500L, 510L, 5200));
	}

	@Test
	void tellsOfASignalFromElsewhereByTheProcessThatEnded() {
		this.chronicle.granted("one", 1, 10, 100);
		this.chronicle.processEnded("one", 510, "ended by SIGKILL");
		this.chronicle.granted("two", 2, 20, 5200);
		assertThat(this.chronicle.handOvers())
			.containsExactly(new HandOver("one", "two", 20, "ended by SIGKILL", 510L, 510L, 5200));
	}

	@Test
	void measuresAPauseFromTheSignalAlsoWhenTheOldWorkerWokeLater() {
		this.chronicle.granted("one", 1, 10, 100);
		this.chronicle.disturbed("one", Deed.STOP, 500);
		this.chronicle.granted("two", 2, 20, 4600);
		this.chronicle.disturbed("one", Deed.CONT, 6000);
		this.chronicle.revoked("one", 10, 6010, "CONFIDENCE_LOST");
		assertThat(this.chronicle.handOvers())
			.containsExactly(new HandOver("one", "two", 20, "SIGSTOP", 500L, 6010L, 4600));
	}

	@Test
	void blamesAPauseThatTheWorkerLostItsConfidenceIn() {
		this.chronicle.granted("one", 1, 10, 100);
		this.chronicle.disturbed("one", Deed.STOP, 500);
		this.chronicle.disturbed("one", Deed.CONT, 2600);
		this.chronicle.revoked("one", 10, 2610, "CONFIDENCE_LOST");
		this.chronicle.granted("one", 2, 20, 2700);
		assertThat(this.chronicle.handOvers()).extracting(HandOver::kind).containsExactly("SIGSTOP");
	}

	@Test
	void doesNotBlameAPauseThatTheWorkerOutlived() {
		this.chronicle.granted("one", 1, 10, 100);
		this.chronicle.disturbed("one", Deed.STOP, 500);
		this.chronicle.disturbed("one", Deed.CONT, 700);
		this.chronicle.revoked("one", 10, 9000, "LOCK_LOST");
		this.chronicle.granted("two", 2, 20, 11000);
		assertThat(this.chronicle.handOvers())
			.containsExactly(new HandOver("one", "two", 20, "lock lost", 9000L, 9000L, 11000));
	}

	@Test
	void doesNotBlameAYieldThatCameToNothing() {
		this.chronicle.granted("one", 1, 10, 100);
		this.chronicle.disturbed("one", Deed.YIELD, 500);
		this.chronicle.revoked("one", 10, 9000, "SESSION_LOST");
		this.chronicle.granted("two", 2, 20, 11000);
		assertThat(this.chronicle.handOvers()).extracting(HandOver::kind).containsExactly("session lost");
	}

	@Test
	void doesNotBlameWhatWasDoneToOthers() {
		this.chronicle.granted("one", 1, 10, 100);
		this.chronicle.disturbed("two", Deed.KILL, 500);
		this.chronicle.disturbed("one", Deed.YIELD, 600);
		this.chronicle.granted("three", 2, 20, 700);
		assertThat(this.chronicle.handOvers()).extracting(HandOver::kind).containsExactly("Yield");
	}

	@Test
	void doesNotBlameWhatWasDoneInAnEarlierTerm() {
		this.chronicle.granted("one", 1, 10, 100);
		this.chronicle.disturbed("one", Deed.TERM, 200);
		this.chronicle.granted("two", 2, 20, 300);
		this.chronicle.granted("one", 3, 30, 400);
		this.chronicle.granted("three", 4, 40, 500);
		assertThat(this.chronicle.handOvers()).extracting(HandOver::kind)
			.containsExactly("not known", "not known", "SIGTERM");
	}

	@Test
	void measuresFromTheReturnOfConsul() {
		this.chronicle.granted("one", 1, 10, 100);
		this.chronicle.revoked("one", 10, 2000, "CONFIDENCE_LOST");
		this.chronicle.disturbed(null, null, 8000);
		this.chronicle.granted("two", 2, 20, 10300);
		assertThat(this.chronicle.handOvers())
			.containsExactly(new HandOver("one", "two", 20, "Consul back", 8000L, 2000L, 10300));
	}

	@Test
	void claimsNoTimeThatItCannotKnow() {
		this.chronicle.granted("one", 1, 10, 100);
		this.chronicle.granted("two", 2, 20, 500);
		assertThat(this.chronicle.handOvers().get(0).millis()).isNull();
	}

	@Test
	void forgetsTheOldest() {
		for (int i = 1; i <= 200; i++) {
			this.chronicle.granted("one", i, i, i);
			this.chronicle.disturbed("one", Deed.YIELD, i);
		}
		assertThat(this.chronicle.terms()).hasSize(64).last().extracting(TermView::token).isEqualTo(200L);
	}

}

package io.github.consulleader.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.consulleader.fleet.Wire.Mode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What may become of the holder of a mutex while others wait for it. The witness compares
 * the last moment at which the holder was told yes with the first one of the next.
 */
@Tag("T24")
class MutexFaultTests extends SharedFleet {

	private static final String KEY = "mutex";

	/** How the holder is struck. */
	enum Trouble {

		/** Its wire swallows everything, no connection is closed. */
		WIRE_CUT,

		/** Its agent is gone. */
		AGENT_KILLED,

		/** It is halted, and goes on when another has entered. */
		HALTED,

		/** It is gone. */
		KILLED;

		void strike(Member holder) {
			switch (this) {
				case WIRE_CUT -> holder.wire().set(Mode.BLACK_HOLE);
				case AGENT_KILLED -> fleet().agentOf(holder).kill();
				case HALTED -> holder.pause();
				case KILLED -> holder.kill();
			}
		}

		/** From the fault on, without what a busy machine adds. */
		Duration bound() {
			return (this == AGENT_KILLED) ? Allowed.GOSSIP.bound(TIMINGS) : TIMINGS.worstCaseTakeOver();
		}

	}

	@BeforeEach
	void contend() {
		fleet().members().forEach((member) -> member.contend(KEY));
	}

	@AfterEach
	void retire() {
		fleet().members().stream().filter(Member::isAlive).forEach(Member::retire);
	}

	private static Stint holding() {
		return await().atMost(Fleet.PATIENCE)
			.until(() -> witness().current(KEY), (stint) -> stint.isPresent())
			.orElseThrow();
	}

	private static Member holder(Stint hold) {
		return fleet().members()
			.stream()
			.filter((member) -> member.instance().equals(hold.instance()))
			.findFirst()
			.orElseThrow();
	}

	@ParameterizedTest
	@EnumSource
	void nobodyEntersWhileTheHolderStillBelieves(Trouble trouble) {
		List<Long> gaps = new ArrayList<>();
		List<Long> waits = new ArrayList<>();
		for (int i = 0; i < (LONG ? 30 : 1); i++) {
			Stint hold = holding();
			Member holder = holder(hold);
			long since = System.nanoTime();
			trouble.strike(holder);
			long struck = System.nanoTime();
			Stint next = fleet().awaitTermAfter(KEY, hold);
			assertThat(next.instance()).isNotEqualTo(hold.instance());
			holder.resume();
			// The first one, if it lives, has said its last word.
			await().atMost(Fleet.PATIENCE)
				.until(() -> witness().believedAfter(hold, struck).isNegative()
						|| System.nanoTime() - hold.until() > Witness.FRESH.toNanos());
			Threads.pass(Witness.FRESH);
			assertThat(witness().believedAfter(hold, struck)).as(witness()::timeline)
				.isLessThanOrEqualTo(TIMINGS.confidence());
			gaps.add((next.from() - hold.until()) / 1_000_000);
			waits.add((next.from() - since) / 1_000_000);
			assertThat(next.from() - hold.until()).as(witness()::timeline).isNotNegative();
			fleet().repair();
			contend();
		}
		gaps.sort(null);
		waits.sort(null);
		witness().note(trouble + " x " + gaps.size() + ": from the last yes of one to the first of the next " + gaps
				+ " ms; entered after " + waits + " ms");
		assertThat(waits.get(0)).as(witness()::timeline).isLessThan(trouble.bound().plus(SLACK).toMillis());
	}

}

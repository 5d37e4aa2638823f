package io.github.consulleader.session;

import java.time.Duration;

import io.github.consulleader.consul.Ack;
import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.Refusal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** One agent that loses what it knew, or several. */
@Tag("T16")
class AffinityTests {

	private final HandLoop loop = new HandLoop();

	private final Affinity affinity = new Affinity(this.loop.ticker());

	@BeforeEach
	void register() {
		this.affinity.registration();
		this.affinity.registration();
	}

	private static Answer<Ack> answer(char letter) {
		return switch (letter) {
			case 'd' -> new Answer.Done<>(Ack.OK);
			case 'm' -> new Answer.Refused<>(Refusal.CHECK_MISSING, "missing");
			case 'b' -> new Answer.Refused<>(Refusal.BUSY, "busy");
			default -> new Answer.Unknown<>("no answer");
		};
	}

	/**
	 * Each word is what passes were answered that were sent at the same time; R is a
	 * registration, S a session that was lost.
	 */
	@ParameterizedTest
	@CsvSource({ "d d d, false", "m m m m, false", "d m, false", "m d, true", "dm, false", "md, false", "dm dm, true",
			"md d, true", "m b d, true", "m u d, true", "m R d, false", "m R m R d, false", "m R m R m, true",
			"m R u m R m, false", "m R d m R d m, true", "m S R d, false", "m S R d S, true", "S S S S, false",
			"dR d, false" })
	void tellsSeveralAgentsFromOne(String story, boolean several) {
		for (String word : story.split(" ", -1)) {
			Affinity.Mark mark = this.affinity.mark();
			for (int i = 0; i < word.length(); i++) {
				char letter = word.charAt(i);
				switch (letter) {
					case 'R' -> register();
					case 'S' -> this.affinity.sessionLost();
					default -> this.affinity.answered(mark, answer(letter));
				}
			}
		}
		assertThat(this.affinity.isLost()).isEqualTo(several);
	}

	@Test
	void doesNotCountWhatIsFarApart() {
		for (int i = 0; i < 10; i++) {
			this.affinity.answered(this.affinity.mark(), answer('m'));
			this.affinity.sessionLost();
			register();
			this.loop.pass(Duration.ofSeconds(16));
		}
		assertThat(this.affinity.isLost()).isFalse();
	}

	@Test
	void doesNotLookAtAnAnswerFromBeforeARegistration() {
		this.affinity.answered(this.affinity.mark(), answer('m'));
		Affinity.Mark before = this.affinity.mark();
		register();
		this.affinity.answered(before, answer('d'));
		assertThat(this.affinity.isLost()).isFalse();
	}

}

package io.github.consulleader.engine;

import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class AnswerClassifierTests {

	@Test
	void saysWhyItWasNotDone() {
		assertThat(AnswerClassifier.detail(new Answer.Refused<>(Refusal.DENIED, "no right")))
			.isEqualTo("DENIED: no right");
		assertThat(AnswerClassifier.detail(new Answer.Unknown<>("no answer"))).isEqualTo("no answer");
		assertThat(AnswerClassifier.detail(new Answer.Done<>(1))).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(names = { "LOCK_DELAY", "CONFLICT", "SESSION_GONE", "BUSY" })
	void keepsWhatARoleKnowsAWayOutOf(Refusal refusal) {
		assertThat(AnswerClassifier.rejected(refusal)).hasToString(refusal.name());
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = { "LOCK_DELAY", "CONFLICT", "SESSION_GONE", "BUSY" })
	void leavesTheRestToPeople(Refusal refusal) {
		assertThat(AnswerClassifier.rejected(refusal)).isEqualTo(Outcome.Rejected.REFUSED);
	}

}

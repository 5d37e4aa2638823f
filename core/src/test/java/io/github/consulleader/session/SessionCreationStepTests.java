package io.github.consulleader.session;

import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.Refusal;
import io.github.consulleader.session.SessionCreationStep.Next;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class SessionCreationStepTests {

	@ParameterizedTest
	@CsvSource({ "IDENTIFY, REGISTER", "REGISTER, PASS", "PASS, CREATE", "CREATE, OPENED" })
	void leadsToTheNextStep(SessionCreationStep step, Next next) {
		assertThat(step.after(new Answer.Done<>("whatever"))).isEqualTo(next);
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			IDENTIFY, DENIED,         REGISTER
			IDENTIFY, INVALID,        RETRY_SLOWLY
			IDENTIFY, BUSY,           RETRY
			REGISTER, DENIED,         CREATE_UNCHECKED
			REGISTER, INVALID,        CREATE_UNCHECKED
			REGISTER, BUSY,           RETRY
			PASS,     DENIED,         CREATE_UNCHECKED
			PASS,     CHECK_MISSING,  RETRY
			CREATE,   DENIED,         RETRY_SLOWLY
			CREATE,   INVALID,        RETRY_SLOWLY
			CREATE,   CHECK_MISSING,  RETRY
			CREATE,   CHECK_CRITICAL, RETRY
			CREATE,   NODE_MISSING,   RETRY
			CREATE,   BUSY,           RETRY
			""")
	void followsFromARefusal(SessionCreationStep step, Refusal refusal, Next next) {
		assertThat(step.after(new Answer.Refused<>(refusal, "no"))).isEqualTo(next);
	}

	@ParameterizedTest
	@EnumSource
	void triesAgainWhereThereIsNoAnswer(SessionCreationStep step) {
		assertThat(step.after(new Answer.Unknown<>("time-out"))).isEqualTo(Next.RETRY);
	}

	@Test
	void neverMakesAnUncheckedSessionOfATransientRefusal() {
		for (Refusal refusal : Refusal.values()) {
			if (refusal != Refusal.DENIED && refusal != Refusal.INVALID) {
				assertThat(SessionCreationStep.REGISTER.after(new Answer.Refused<>(refusal, "no")))
					.isEqualTo(Next.RETRY);
			}
		}
	}

}

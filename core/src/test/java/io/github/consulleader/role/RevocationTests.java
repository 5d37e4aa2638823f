package io.github.consulleader.role;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class RevocationTests {

	@ParameterizedTest
	@EnumSource(names = { "YIELDED", "GRANT_FAILED", "WITHDRAWN", "PAUSED", "SHUTDOWN" })
	void isVoluntaryWhereTheProcessGivesUpByItself(Revocation reason) {
		assertThat(reason.isVoluntary()).isTrue();
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE,
			names = { "YIELDED", "GRANT_FAILED", "WITHDRAWN", "PAUSED", "SHUTDOWN" })
	void isNotWhereTheRightHasEndedAlready(Revocation reason) {
		assertThat(reason.isVoluntary()).isFalse();
	}

}

package io.github.consulleader.spring.election;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ListenerWarmUpTests {

	@Test
	void goesThroughATermAndComesToItsEnd() {
		assertThat(new ListenerWarmUp().run()).isOne();
	}

}

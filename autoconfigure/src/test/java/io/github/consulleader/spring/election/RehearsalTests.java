package io.github.consulleader.spring.election;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RehearsalTests {

	@Test
	void goesThroughATermAndComesToItsEnd() {
		assertThat(new Rehearsal().run()).isOne();
	}

}

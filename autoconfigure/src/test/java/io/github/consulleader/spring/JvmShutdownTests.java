package io.github.consulleader.spring;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class JvmShutdownTests {

	private final JvmShutdown shutdown = new JvmShutdown(() -> {
	});

	@Test
	void isExpectedUntilItIsForgotten() {
		this.shutdown.expect();
		assertThat(this.shutdown.forget()).isTrue();
		assertThat(this.shutdown.forget()).isFalse();
	}

	@Test
	void isForgottenByAContextThatClosesWhileTheJvmGoesOn() {
		this.shutdown.expect();
		this.shutdown.settle();
		assertThat(this.shutdown.forget()).isFalse();
	}

	@Test
	void mayBeExpectedAgain() {
		this.shutdown.expect();
		this.shutdown.forget();
		this.shutdown.expect();
		assertThat(this.shutdown.forget()).isTrue();
	}

}

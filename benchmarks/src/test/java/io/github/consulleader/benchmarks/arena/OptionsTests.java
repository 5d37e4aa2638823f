package io.github.consulleader.benchmarks.arena;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OptionsTests {

	@Test
	void withoutAnyAllIsMeasuredInFull() {
		assertThat(Options.of()).isEqualTo(new Options(List.of(), false, false, false, false));
	}

	@Test
	void eachHasItsEffect() {
		assertThat(Options.of("--only", "one", "--quick", "--cluster", "--without-peers", "--publish", "--only", "two"))
			.isEqualTo(new Options(List.of("one", "two"), true, true, true, true));
	}

	@Test
	void namesOneThatItDoesNotKnow() {
		assertThatThrownBy(() -> Options.of("--quik")).hasMessage("Not an option: --quik");
		assertThatThrownBy(() -> Options.of("--only")).hasMessage("Not an option: --only");
	}

}

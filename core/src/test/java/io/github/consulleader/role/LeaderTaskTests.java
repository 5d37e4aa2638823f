package io.github.consulleader.role;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A lambda finds a method without a type parameter, which Kotlin could not infer.
 */
@Tag("T46")
class LeaderTaskTests {

	private static final Term TERM = new Term(Role.of("reports"), 1, 42, "here", Instant.EPOCH);

	private final List<String> chosen = new ArrayList<>();

	/** Runs what it is given, and notes by which method. */
	private final Leadership leadership = (Leadership) Proxy.newProxyInstance(getClass().getClassLoader(),
			new Class<?>[] { Leadership.class }, (proxy, method, arguments) -> {
				this.chosen.add(method.getParameterTypes()[0].getSimpleName());
				((LeaderWork<?>) arguments[0]).run(TERM);
				return true;
			});

	@Test
	void aLambdaIsATask() {
		List<Long> tokens = new ArrayList<>();
		assertThat(this.leadership.runIfLeader((term) -> tokens.add(term.token()))).isTrue();
		assertThat(tokens).containsExactly(42L);
		assertThat(this.chosen).containsExactly("LeaderTask");
	}

	@Test
	void aNamedExceptionReachesTheCallerDeclared() {
		LeaderWork<IOException> work = (term) -> {
			throw new IOException("the disk is full");
		};
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.leadership.runIfLeader(work))
			.withMessage("the disk is full");
		assertThat(this.chosen).containsExactly("LeaderWork");
	}

}

package io.github.consulleader.sample.channel;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ChannelTests {

	private final MessageLines lines = new MessageLines();

	@Test
	void readsWhatWasWritten() {
		Message message = new Message(Message.Kind.REVOKED, 1000, "STOPPING", 3, 42, 0, "a \"reason\"\nof two lines");
		ByteArrayOutputStream written = new ByteArrayOutputStream();
		this.lines.write(message, new PrintStream(written, true, StandardCharsets.UTF_8));
		String line = written.toString(StandardCharsets.UTF_8);
		assertThat(line).endsWith("}\n").containsOnlyOnce("\n");
		assertThat(this.lines.read(line.strip())).contains(message);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "", "Picked up JAVA_TOOL_OPTIONS: -Xmx1g", "{\"kind\":\"STATUS\",", "{\"kind\":\"NONE\"}" })
	void readsNoMessageFromAnythingElse(String line) {
		assertThat(this.lines.read(line)).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void readsEachCommand(Command command) {
		assertThat(Command.parse(command.line())).contains(command);
	}

	@Test
	void readsNoCommandFromAnythingElse() {
		assertThat(Command.parse("yields")).isEmpty();
	}

}

package io.github.consulleader.agent;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.event.Level;

import static org.assertj.core.api.Assertions.assertThat;

class LogTailTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			    2026-11-20T12:57:11.835Z [TRACE] agent: x           | TRACE
			    2026-11-20T12:57:11.835Z [DEBUG] agent: x           | DEBUG
			    2026-11-20T12:57:11.835Z [INFO]  agent: x [WARN]    | INFO
			    2026-11-20T12:57:11.835Z [WARN]  agent: x           | WARN
			    2026-11-20T12:57:11.835Z [ERROR] agent: x           | ERROR
			    2019/01/01 10:00:00 [ERR] agent: x                  | ERROR
			==> Starting Consul agent...                            | INFO
			a [bracket that does not end                            | INFO
			""")
	void keepsTheLevelOfTheAgent(String line, Level level) {
		assertThat(LogTail.level(line)).isEqualTo(level);
	}

	@Test
	void keepsTheLastLinesOnly() {
		LogTail tail = new LogTail("tail");
		assertThat(tail.forMessage()).isEqualTo("it logged nothing");
		IntStream.range(0, 500).forEach((i) -> tail.add("line " + i));
		assertThat(tail.lines()).hasSize(200).startsWith("line 300").endsWith("line 499");
		assertThat(tail.forMessage()).startsWith("last lines:\n\tline 485").endsWith("line 499");
	}

}

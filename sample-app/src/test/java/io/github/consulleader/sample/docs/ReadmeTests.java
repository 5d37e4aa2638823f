package io.github.consulleader.sample.docs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

import io.github.consulleader.role.RoleStatus;
import io.github.consulleader.sample.docs.Document.Block;
import io.github.consulleader.spring.Leaderships;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The README's first example, run as it stands there: its source file and its
 * application.properties, on a real Consul.
 */
@ExtendWith(OutputCaptureExtension.class)
class ReadmeTests {

	private static final Pattern REPORT = Pattern.compile("(?m)^report, fencing token (\\d+)$");

	@TempDir
	Path folder;

	@Test
	@Tag("T9")
	@Tag("T48")
	void theFirstExampleReportsOnOneInstanceAndThenOnTheOther(CapturedOutput output) throws Exception {
		Document readme = Document.of("README.md");
		Block example = readme.blocks("java").get(0);
		JavaSource source = JavaSource.of(example);
		assertThat(source.text()).as("the whole file stands there").isEqualTo(example.text());
		source.compile(this.folder);
		Path properties = this.folder.resolve("application.properties");
		Files.writeString(properties, readme.blocks("properties").get(0).text());
		String scope = "--consul.leader.scope=readme-" + UUID.randomUUID();
		String settings = "--spring.config.location=" + properties.toUri();
		try (RunningApplication first = RunningApplication.run(this.folder, "com.example.ReportsApplication", settings,
				scope)) {
			await().atMost(Duration.ofSeconds(60)).until(() -> tokens(output).size() >= 1);
			try (RunningApplication second = RunningApplication.run(this.folder, "com.example.ReportsApplication",
					settings, scope)) {
				await().atMost(Duration.ofSeconds(60)).until(() -> state(second) == RoleStatus.State.SLUMBERER);
				assertThat(tokens(output)).as("reports of one term only").hasSize(1);
				long token = tokens(output).get(0);
				first.context().close();
				await().atMost(Duration.ofSeconds(60)).until(() -> tokens(output).size() == 2);
				assertThat(tokens(output).get(1)).isGreaterThan(token);
			}
		}
	}

	private static RoleStatus.State state(RunningApplication application) {
		return application.context().getBean(Leaderships.class).all().get(0).status().state();
	}

	/** The terms that have reported. */
	private static List<Long> tokens(CapturedOutput output) {
		return REPORT.matcher(output.getOut())
			.results()
			.map((report) -> Long.valueOf(report.group(1)))
			.distinct()
			.toList();
	}

}

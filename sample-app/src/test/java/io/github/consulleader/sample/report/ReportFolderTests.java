package io.github.consulleader.sample.report;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

class ReportFolderTests {

	@TempDir
	Path path;

	ReportFolder folder;

	@BeforeEach
	void open() throws IOException {
		this.folder = new ReportFolder(this.path, JsonMapper.shared());
	}

	@Test
	void beginsWithNumberOne() throws IOException {
		assertThat(this.folder.nextNumber()).isEqualTo(1);
		assertThat(this.folder.latest()).isEmpty();
	}

	@Test
	void namesFilesByTokenAndNumber() throws IOException {
		this.folder.publish(report(42, 7));
		assertThat(this.path.resolve("report-00000000000000000042-000007.json")).exists();
	}

	@Test
	void countsOnOverTokens() throws IOException {
		this.folder.publish(report(42, 7));
		this.folder.publish(report(50, 8));
		assertThat(this.folder.nextNumber()).isEqualTo(9);
	}

	@Test
	void givesBackWhatWasPublished() throws IOException {
		Report report = report(42, 7);
		this.folder.publish(report);
		assertThat(this.folder.latest()).contains(report);
	}

	@Test
	void refusesALowerToken() throws IOException {
		this.folder.publish(report(42, 7));
		assertThatExceptionOfType(StaleTokenException.class).isThrownBy(() -> this.folder.publish(report(41, 8)))
			.withMessageContaining("41")
			.withMessageContaining("report-00000000000000000042-000007.json");
		assertThat(this.folder.names()).containsExactly(new ReportName(42, 7));
	}

	@Test
	void refusesALowerTokenAsSoonAsAHigherOneWasClaimed() throws IOException {
		this.folder.claim(42);
		assertThatExceptionOfType(StaleTokenException.class).isThrownBy(() -> this.folder.publish(report(41, 8)))
			.withMessageContaining("token-00000000000000000042");
		this.folder.publish(report(42, 1));
		assertThat(this.folder.names()).containsExactly(new ReportName(42, 1));
	}

	@Test
	void takesTheSameTokenAndAHigherOne() throws IOException {
		this.folder.publish(report(42, 7));
		assertThatNoException().isThrownBy(() -> this.folder.requireCurrent(42));
		assertThatNoException().isThrownBy(() -> this.folder.requireCurrent(43));
	}

	@Test
	void neverOverwritesAReport() throws IOException {
		this.folder.publish(report(42, 7));
		assertThatExceptionOfType(FileAlreadyExistsException.class)
			.isThrownBy(() -> this.folder.publish(report(42, 7)));
	}

	@Test
	void takesTheHighestTokenBeforeTheHighestNumber() throws IOException {
		// Written by somebody who was paused between looking and writing.
		Files.write(this.path.resolve(new ReportName(9, 100).file()),
				JsonMapper.shared().writeValueAsBytes(report(9, 100)));
		this.folder.publish(report(10, 5));
		assertThat(this.folder.latest()).contains(report(10, 5));
		assertThat(this.folder.nextNumber()).isEqualTo(6);
	}

	@Test
	void passesOverAReportWhoseWriterDied() throws IOException {
		this.folder.publish(report(42, 7));
		Files.writeString(this.path.resolve(new ReportName(42, 8).file()), "{\"number\":8,\"tok");
		Files.createFile(this.path.resolve(new ReportName(43, 9).file()));
		assertThat(this.folder.latest()).contains(report(42, 7));
	}

	@Test
	void passesOverOtherFiles() throws IOException {
		Files.writeString(this.path.resolve("report-1-2.json"), "{}");
		Files.writeString(this.path.resolve("report-00000000000000000042-000007.json.bak"), "{}");
		assertThat(this.folder.names()).isEmpty();
	}

	@Test
	void keepsTheReportsThatCountMost() throws IOException {
		for (int number = 1; number <= 5; number++) {
			this.folder.publish(report(number / 2, number));
		}
		this.folder.keepNewest(2);
		assertThat(this.folder.names()).containsExactly(new ReportName(2, 4), new ReportName(2, 5));
	}

	private static Report report(long token, long number) {
		return new Report(number, token, "instance-1", 1000, 1300, 12, 1, Map.of("instance-1", 5L, "instance-2", 7L));
	}

}

package io.github.consulleader.sample.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class TotalsTests {

	@TempDir
	Path folder;

	Totals totals;

	@BeforeEach
	void open() {
		this.totals = new Totals(this.folder);
	}

	@Test
	void addsUpTheJournalsOfAllInstances() throws IOException {
		journal("one").append(List.of(served(200), served(503)));
		journal("two").append(List.of(served(200)));
		this.totals.refresh();
		assertThat(this.totals.requestsByInstance()).isEqualTo(Map.of("one", 2L, "two", 1L));
		assertThat(this.totals.failures()).isEqualTo(1);
	}

	@Test
	void countsNothingTwice() throws IOException {
		journal("one").append(List.of(served(200)));
		this.totals.refresh();
		this.totals.refresh();
		journal("one").append(List.of(served(200)));
		this.totals.refresh();
		assertThat(this.totals.requestsByInstance()).isEqualTo(Map.of("one", 2L));
	}

	@Test
	void leavesALineThatIsBeingWrittenForTheNextTime() throws IOException {
		Path file = this.folder.resolve("served-one.log");
		Files.writeString(file, "1000 /cart 200\n1001 /ca");
		this.totals.refresh();
		assertThat(this.totals.requestsByInstance()).isEqualTo(Map.of("one", 1L));
		Files.writeString(file, "rt 200\n", StandardOpenOption.APPEND);
		this.totals.refresh();
		assertThat(this.totals.requestsByInstance()).isEqualTo(Map.of("one", 2L));
	}

	@Test
	void doesNotCountATornLine() throws IOException {
		Files.writeString(this.folder.resolve("served-one.log"), "1000 /ca1001 /cart 200\n1002 /cart 200\nx y z\n");
		this.totals.refresh();
		assertThat(this.totals.requestsByInstance()).isEqualTo(Map.of("one", 1L));
	}

	@Test
	void readsAJournalThatIsLongerThanOnePiece() throws IOException {
		int many = 100_000;
		journal("one").append(Collections.nCopies(many, served(200)));
		this.totals.refresh();
		assertThat(this.totals.requestsByInstance()).isEqualTo(Map.of("one", (long) many));
	}

	private Journal journal(String instance) {
		return new Journal(this.folder, instance);
	}

	private static ServedRequest served(int status) {
		return new ServedRequest(1_700_000_000_000L, "/orders", status);
	}

}

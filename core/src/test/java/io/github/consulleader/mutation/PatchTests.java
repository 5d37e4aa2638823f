package io.github.consulleader.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PatchTests {

	private static final String DIFF = """
			Rule: in words.
			Caught by: two workers
			diff --git a/core/src/main/java/Some.java b/core/src/main/java/Some.java
			--- a/core/src/main/java/Some.java
			+++ b/core/src/main/java/Some.java
			@@ -1,4 +1,3 @@
			 one
			-two
			-three

			+four
			""";

	@TempDir
	private Path folder;

	private Path source = Path.of("");

	@BeforeEach
	void write() throws IOException {
		this.source = Files.writeString(this.folder.resolve("Some.java"), "zero\none\ntwo\nthree\n\nfive\n");
	}

	@Test
	void changesWhatReadsWordForWordWhereverItHasMoved() throws IOException {
		mutant(DIFF).applyTo(this.folder);
		assertThat(this.source).hasContent("zero\none\n\nfour\nfive\n");
	}

	@Test
	void saysHowToRenewAPatchThatDoesNotApply() throws IOException {
		Files.writeString(this.source, "zero\none\ntwo!\nthree\n\nfive\n");
		Mutant mutant = mutant(DIFF);
		assertThatExceptionOfType(PatchException.class).isThrownBy(() -> mutant.applyTo(this.folder))
			.withMessageContaining("01-some does not apply any more: in Some.java these lines are not there")
			.withMessageContaining("patch -p1 <core/src/test/mutations/01-some.patch");
	}

	@Test
	void refusesToChooseBetweenTwoPlaces() throws IOException {
		Files.writeString(this.source, "one\ntwo\nthree\n\none\ntwo\nthree\n\n");
		Mutant mutant = mutant(DIFF);
		assertThatExceptionOfType(PatchException.class).isThrownBy(() -> mutant.applyTo(this.folder))
			.withMessageContaining("these lines are there twice");
	}

	@Test
	void refusesAPatchThatChangesNothing() {
		assertThatExceptionOfType(PatchException.class).isThrownBy(() -> mutant("Caught by: two workers\n"))
			.withMessageContaining("01-some is no patch: it changes nothing");
	}

	@Test
	void refusesAPatchOfSomethingElse() {
		assertThatExceptionOfType(PatchException.class)
			.isThrownBy(() -> mutant(DIFF.replace("core/src/main", "core/src/test")))
			.withMessageContaining("something else than core's main sources");
	}

	@Test
	void refusesAPatchThatDoesNotSayWhatCatchesIt() {
		assertThatExceptionOfType(PatchException.class).isThrownBy(() -> mutant(DIFF.replace("Caught", "Seen")))
			.withMessageContaining("01-some does not say what it is to be \"Caught by: \"");
	}

	@Test
	void isJudgedByTheSimulationThatThePatchNames() throws IOException {
		assertThat(mutant(DIFF).simulation()).isEqualTo(Mutant.Simulation.ELECTION);
		assertThat(mutant("Simulation: mutex\n" + DIFF).simulation()).isEqualTo(Mutant.Simulation.MUTEX);
		assertThatExceptionOfType(PatchException.class).isThrownBy(() -> mutant("Simulation: fleet\n" + DIFF))
			.withMessageContaining("01-some names a simulation that there is not: fleet");
	}

	@Test
	void doesNotCompileWhatIsNoJava() throws IOException {
		Path sources = Files.createDirectories(this.folder.resolve("a/io/github/consulleader/engine"));
		Files.writeString(sources.resolve("Some.java"), "no java");
		Workshop workshop = new Workshop(this.folder.resolve("a"), this.folder.resolve("b"));
		assertThatExceptionOfType(PatchException.class).isThrownBy(workshop::sound)
			.withMessageContaining("does not compile")
			.withMessageContaining("Some.java:1");
	}

	@Test
	void refusesAMutantThatDoesNothingElse() throws IOException {
		Path engine = Files.createDirectories(this.folder.resolve("a/io/github/consulleader/engine"));
		String file = "io/github/consulleader/engine/Some.java";
		Files.writeString(engine.resolve("Some.java"), "interface Some {\n}\n");
		Workshop workshop = new Workshop(this.folder.resolve("a"), this.folder.resolve("b"));
		Mutant mutant = mutant("""
				Caught by: two workers
				--- a/core/src/main/java/%s
				+++ b/core/src/main/java/%s
				@@ -1,2 +1,3 @@
				 interface Some {
				+\t// says something, does nothing
				 }
				""".formatted(file, file));
		Map<String, byte[]> sound = workshop.sound();
		assertThat(sound).containsOnlyKeys("Some");
		assertThatExceptionOfType(PatchException.class).isThrownBy(() -> workshop.make(mutant, sound))
			.withMessageContaining("01-some breaks nothing");
	}

	private Mutant mutant(String diff) throws IOException {
		Path file = Files.write(this.folder.resolve("01-some.patch"), List.of(diff.split("\n", -1)));
		return Mutant.read(file);
	}

}

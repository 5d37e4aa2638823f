package io.github.consulleader.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/**
 * What every module keeps to, tried on the main classes of the module whose test extends
 * this.
 */
public abstract class ModuleRules {

	private final Path module = Path.of(System.getProperty("basedir", ""));

	private final JavaClasses classes = new ClassFileImporter().importPath(this.module.resolve("target/classes"));

	@Test
	void nothingSleeps() throws IOException {
		check(HouseRules.noSleep());
	}

	@Test
	void nothingRunsInTheCommonPool() throws IOException {
		check(HouseRules.noCommonPool());
	}

	@Test
	void noStaticStateCanChange() throws IOException {
		check(HouseRules.noMutableStatics());
	}

	@Test
	void everyPackageIsNullMarked() throws IOException {
		check(HouseRules.onlyNullMarkedPackages());
	}

	@Test
	void noTwoClassesHaveOneName() throws IOException {
		check(HouseRules.oneNameOnce());
	}

	@Test
	void packagesFormNoCycle() throws IOException {
		check(HouseRules.noCycles());
	}

	/**
	 * Tries a rule on the module's classes. A rule that finds no class fails, unless the
	 * module has no source yet.
	 * @param rule the rule
	 * @throws IOException if the sources cannot be listed
	 */
	protected final void check(ArchRule rule) throws IOException {
		rule.allowEmptyShould(!hasSources()).check(this.classes);
	}

	private boolean hasSources() throws IOException {
		Path sources = this.module.resolve("src/main/java");
		if (!Files.isDirectory(sources)) {
			return false;
		}
		try (Stream<Path> files = Files.walk(sources)) {
			return files.map(Path::getFileName)
				.map(Path::toString)
				.anyMatch((name) -> name.endsWith(".java") && !name.equals("package-info.java"));
		}
	}

}

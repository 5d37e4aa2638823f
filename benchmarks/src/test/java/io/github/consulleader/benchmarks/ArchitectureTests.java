package io.github.consulleader.benchmarks;

import java.nio.file.Path;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.github.consulleader.rules.HouseRules;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The house rules, but for clocks: they are what is measured with. */
class ArchitectureTests {

	private final JavaClasses classes = new ClassFileImporter()
		.withImportOption((location) -> !location.contains("jmh_generated"))
		.importPath(Path.of(System.getProperty("basedir", "")).resolve("target/classes"));

	static ArchRule[] rules() {
		return new ArchRule[] { HouseRules.noSleep(), HouseRules.noMutableStatics(),
				HouseRules.onlyNullMarkedPackages(), HouseRules.noCycles() };
	}

	@ParameterizedTest
	@MethodSource("rules")
	void areKept(ArchRule rule) {
		assertThat(this.classes).isNotEmpty();
		rule.check(this.classes);
	}

}

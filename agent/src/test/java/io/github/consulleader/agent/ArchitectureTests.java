package io.github.consulleader.agent;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The rules of the house for the one module that stands alone and so cannot see those of
 * {@code core}.
 */
class ArchitectureTests {

	private static final String ROOT = "io.github.consulleader.";

	private final Path module = Path.of(System.getProperty("basedir", ""));

	private final JavaClasses classes = new ClassFileImporter().importPath(this.module.resolve("target/classes"));

	@BeforeEach
	void thereIsSomethingToJudge() {
		assumeTrue(Files.isDirectory(this.module.resolve("src/main/java")), "agent has no source yet");
		assertThat(this.classes).as("main classes").isNotEmpty();
	}

	@Test
	void knowsNoOtherModule() {
		assertThat(this.classes.stream()
			.flatMap((type) -> type.getDirectDependenciesFromSelf().stream())
			.map((used) -> used.getTargetClass().getPackageName() + ".")
			.filter((used) -> used.startsWith(ROOT) && !used.startsWith(ROOT + "agent."))).isEmpty();
	}

	@Test
	void nothingSleeps() {
		assertThat(callers(Set.of("java.lang.Thread.sleep", "java.util.concurrent.TimeUnit.sleep"))).isEmpty();
	}

	@Test
	void oneClassAtMostReadsAClock() {
		assertThat(callers(Set.of("java.lang.System.nanoTime"))).hasSizeLessThanOrEqualTo(1);
		assertThat(callers(Set.of("java.lang.System.currentTimeMillis", "java.time.Instant.now",
				"java.time.Clock.systemUTC", "java.time.Clock.systemDefaultZone")))
			.isEmpty();
	}

	@Test
	void noStaticFieldCanChange() {
		assertThat(this.classes.stream()
			.flatMap((type) -> type.getFields().stream())
			.filter((field) -> field.getModifiers().contains(JavaModifier.STATIC))
			.filter((field) -> !field.getModifiers().contains(JavaModifier.FINAL))).isEmpty();
	}

	@Test
	void everyPackageIsNullMarked() {
		assertThat(this.classes.stream()
			.map((type) -> type.getPackage())
			.filter((unmarked) -> !unmarked.isAnnotatedWith(NullMarked.class))).isEmpty();
	}

	private Set<String> callers(Set<String> targets) {
		return this.classes.stream()
			.flatMap((type) -> type.getAccessesFromSelf().stream())
			.filter((access) -> targets.contains(target(access)))
			.map((access) -> access.getOriginOwner().getName())
			.collect(Collectors.toSet());
	}

	private static String target(JavaAccess<?> access) {
		return access.getTargetOwner().getName() + "." + access.getTarget().getName();
	}

}

package io.github.consulleader.rules;

import java.net.URL;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Each rule refuses a specimen made to break it, and only that. */
class HouseRulesTests {

	private static final String SPECIMEN = HouseRules.ROOT + ".rules.specimen";

	private static final String EAST = SPECIMEN + ".east";

	private static final String WEST = SPECIMEN + ".west";

	@Test
	void refusesASleep() {
		assertThat(refuses(HouseRules.noSleep(), SPECIMEN + ".Sleeper")).isTrue();
		assertThat(refuses(HouseRules.noSleep(), SPECIMEN + ".ClockReader")).isFalse();
	}

	@Test
	void refusesTheCommonPool() {
		assertThat(refuses(HouseRules.noCommonPool(), SPECIMEN + ".PoolUser")).isTrue();
		assertThat(refuses(HouseRules.noCommonPool(), SPECIMEN + ".OwnPoolUser")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "ClockReader", "InstantReader" })
	void refusesAClock(String reader) {
		assertThat(refuses(HouseRules.noClockButTheTicker(), SPECIMEN + "." + reader)).isTrue();
		assertThat(refuses(HouseRules.noClockButTheTicker(), SPECIMEN + ".Sleeper")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Counter", "AtomicCounter" })
	void refusesStaticStateThatCanChange(String counter) {
		assertThat(refuses(HouseRules.noMutableStatics(), SPECIMEN + "." + counter)).isTrue();
		assertThat(refuses(HouseRules.noMutableStatics(), HouseRules.class.getName())).isFalse();
	}

	@Test
	void refusesAPackageThatIsNotNullMarked() {
		assertThat(refuses(HouseRules.onlyNullMarkedPackages(), WEST + ".West")).isTrue();
		assertThat(refuses(HouseRules.onlyNullMarkedPackages(), EAST + ".East", EAST + ".package-info")).isFalse();
	}

	@Test
	void refusesTwinsInName() {
		assertThat(refuses(HouseRules.oneNameOnce(), EAST + ".East", WEST + ".East")).isTrue();
		assertThat(refuses(HouseRules.oneNameOnce(), EAST + ".East", WEST + ".West")).isFalse();
	}

	@Test
	void refusesACycle() {
		assertThat(refuses(HouseRules.noCycles(), EAST + ".East", WEST + ".West")).isTrue();
		assertThat(refuses(HouseRules.noCycles(), EAST + ".East")).isFalse();
	}

	@Test
	void refusesTheWrongDirection() {
		Map<String, Set<String>> eastward = Map.of(EAST, Set.of(), WEST, Set.of(EAST));
		assertThat(refuses(HouseRules.packagesUse(eastward), EAST + ".East")).isTrue();
		assertThat(refuses(HouseRules.packagesUse(eastward), WEST + ".West")).isFalse();
	}

	@Test
	void refusesAPackageWithoutDirection() {
		assertThat(refuses(HouseRules.packagesUse(Map.of()), WEST + ".West")).isTrue();
	}

	@Test
	void refusesASignatureThatTellsUsersOfTheInside() {
		assertThat(refuses(HouseRules.publicSignaturesStayIn(Set.of(EAST)), EAST + ".East")).isTrue();
		assertThat(refuses(HouseRules.publicSignaturesStayIn(Set.of(EAST, WEST)), EAST + ".East")).isFalse();
		assertThat(refuses(HouseRules.publicSignaturesStayIn(Set.of(EAST, WEST + ".West")), EAST + ".East")).isFalse();
	}

	@Test
	void refusesABannedPackage() {
		assertThat(refuses(HouseRules.noUseOf(WEST), EAST + ".East")).isTrue();
		assertThat(refuses(HouseRules.noUseOf(WEST), SPECIMEN + ".Sleeper")).isFalse();
	}

	private static boolean refuses(ArchRule rule, String... classes) {
		ClassFileImporter importer = new ClassFileImporter();
		return rule.evaluate(importer.importUrls(Arrays.stream(classes).map(HouseRulesTests::file).toList()))
			.hasViolation();
	}

	private static URL file(String type) {
		return Objects.requireNonNull(
				HouseRulesTests.class.getClassLoader().getResource(type.replace('.', '/') + ".class"), type);
	}

}

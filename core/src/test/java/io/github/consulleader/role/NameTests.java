package io.github.consulleader.role;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class NameTests {

	private static final String RULE = "Use 1 to 128 of the characters A-Z a-z 0-9 . _ -";

	@ParameterizedTest
	@ValueSource(strings = { "a", "Z", "0", "azAZ09._-", "nightly-report", "-", "_" })
	void acceptsLettersDigitsAndThreeMarks(String name) {
		assertThat(Role.of(name)).hasToString(name);
		assertThat(new Candidate(name, name, "me", null).scope()).isEqualTo(name);
	}

	@Test
	void accepts128Characters() {
		assertThat(Role.of("x".repeat(128)).name()).hasSize(128);
	}

	@Test
	void refusesOneCharacterMore() {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> Role.of("x".repeat(129)))
			.withMessage("role = '" + "x".repeat(129) + "': it has 129 characters. " + RULE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "\t\n" })
	void refusesABlankRole(String name) {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> Role.of(name))
			.withMessage("role = '" + name + "': it is blank. " + RULE)
			.satisfies((ex) -> assertThat(ex.setting()).isEqualTo("role"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			a b          | ` ` | U+0020
			a/b          | /   | U+002F
			a:b          | :   | U+003A
			a@b          | @   | U+0040
			a[b          | [   | U+005B
			a{b          | {   | U+007B
			%2e          | %   | U+0025
			größe        | ö   | U+00F6
			rolle\u0661  | \u0661 | U+0661
			\u0430dmin   | \u0430 | U+0430
			a\uD83D\uDE00b | \uD83D\uDE00 | U+1F600
			ok!?         | !   | U+0021
			""")
	void namesTheFirstCharacterThatIsNotAllowed(String name, String character, String codePoint) {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> Role.of(name))
			.withMessage("role = '%s': the character '%s' (%s) is not allowed. %s", name, character, codePoint, RULE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "..", "a..b", "...", "a..", "..a" })
	void refusesTwoDotsInARowWhereverANameIsPartOfAKey(String name) {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> Role.of(name))
			.withMessage(
					"role = '%s': it has two dots in a row, which some versions of Consul refuse in a key. %s, and no "
							+ "two dots in a row, such as '%s'.",
					name, RULE, name.replaceAll("[.]+", "."));
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> new Candidate("leader", name, "me", null))
			.satisfies((ex) -> assertThat(ex.setting()).isEqualTo("scope"));
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> new Candidate("leader/" + name, "app", "me", null))
			.satisfies((ex) -> assertThat(ex.setting()).isEqualTo("prefix"));
	}

	@Test
	void refusesASingleDotAndTakesDotsThatStandApart() {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> Role.of("."))
			.withMessage("role = '.': it would be read as a path. " + RULE);
		assertThat(Role.of(".a.b.").name()).isEqualTo(".a.b.");
	}

	@Test
	void namesACharacterThatIsHalfOfOne() {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> Role.of("a\uD83D"))
			.withMessageContaining("(U+D83D) is not allowed");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			leader | my app | me | scope    | my app
			leader | ''     | me | scope    | ''
			''     | app    | me | prefix   | ''
			a//b   | app    | me | prefix   | ''
			/a     | app    | me | prefix   | ''
			a/     | app    | me | prefix   | ''
			a/b c  | app    | me | prefix   | b c
			leader | app    | '' | instance | ''
			leader | app    | ' '| instance | ' '
			""")
	void refusesACandidateThatCannotBePartOfAKey(String prefix, String scope, String instance, String setting,
			String value) {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> new Candidate(prefix, scope, instance, null))
			.satisfies((ex) -> {
				assertThat(ex.setting()).isEqualTo(setting);
				assertThat(ex.value()).isEqualTo(value);
			});
	}

	@Test
	void letsAPrefixHaveSeveralParts() {
		assertThat(new Candidate("team/leader", "app", "größe: 1", "http://a:1").prefix()).isEqualTo("team/leader");
	}

	@Test
	void sortsRolesByName() {
		assertThat(Role.of("a")).isLessThan(Role.of("b")).isEqualByComparingTo(Role.of("a"));
	}

}

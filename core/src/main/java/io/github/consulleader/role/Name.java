package io.github.consulleader.role;

/**
 * The rule for names that become part of a key: 1 to 128 of {@code A-Z a-z 0-9 . _ -},
 * and no two dots in a row, since some versions of Consul take them for a way out of the
 * path.
 */
final class Name {

	private static final int LONGEST = 128;

	private Name() {
	}

	static String checked(String setting, String value) {
		if (value.isBlank()) {
			throw new InvalidSettingException(setting, value, "it is blank.", rule());
		}
		if (value.length() > LONGEST) {
			throw new InvalidSettingException(setting, value, "it has " + value.length() + " characters.", rule());
		}
		if (value.equals(".")) {
			throw new InvalidSettingException(setting, value, "it would be read as a path.", rule());
		}
		if (value.contains("..")) {
			throw new InvalidSettingException(setting, value,
					"it has two dots in a row, which some versions of Consul refuse in a key.",
					rule() + ", and no two dots in a row, such as '" + value.replaceAll("\\.{2,}", ".") + "'.");
		}
		value.codePoints().filter((c) -> !allowed(c)).findFirst().ifPresent((c) -> {
			throw new InvalidSettingException(setting, value,
					"the character '%s' (U+%04X) is not allowed.".formatted(Character.toString(c), c), rule());
		});
		return value;
	}

	private static String rule() {
		return "Use 1 to " + LONGEST + " of the characters A-Z a-z 0-9 . _ -";
	}

	private static boolean allowed(int c) {
		return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_'
				|| c == '-';
	}

}

package io.github.consulleader.role;

/**
 * A setting that cannot work. Thrown before anything is started, so nothing is lost by
 * it.
 */
public class InvalidSettingException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	private final String setting;

	private final String value;

	private final String problem;

	private final String wayOut;

	/**
	 * Reports a setting that cannot work.
	 * @param setting its name in kebab case, such as {@code lock-delay}
	 * @param value what it was set to
	 * @param problem one sentence that says what is wrong with it
	 * @param wayOut one sentence that says what to do
	 */
	public InvalidSettingException(String setting, Object value, String problem, String wayOut) {
		super(setting + " = '" + value + "': " + problem + " " + wayOut);
		this.setting = setting;
		this.value = String.valueOf(value);
		this.problem = problem;
		this.wayOut = wayOut;
	}

	/**
	 * Returns which setting it is.
	 * @return its name in kebab case, such as {@code lock-delay}
	 */
	public String setting() {
		return this.setting;
	}

	/**
	 * Returns what it was set to.
	 * @return its value as text
	 */
	public String value() {
		return this.value;
	}

	/**
	 * Returns what is wrong with it.
	 * @return one sentence
	 */
	public String problem() {
		return this.problem;
	}

	/**
	 * Returns what to do about it.
	 * @return one sentence
	 */
	public String action() {
		return this.wayOut;
	}

}

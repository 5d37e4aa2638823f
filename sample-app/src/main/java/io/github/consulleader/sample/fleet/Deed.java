package io.github.consulleader.sample.fleet;

/**
 * What can be done to an instance.
 */
public enum Deed {

	/** Ask it to hand the role over and stand back for a while. */
	YIELD("Yield"),

	/** Ask the process to end. */
	TERM("SIGTERM"),

	/** End the process on the spot. */
	KILL("SIGKILL"),

	/** Let the process stand still. */
	STOP("SIGSTOP"),

	/** Let a process that stands still go on. */
	CONT("SIGCONT"),

	/** Start a process in place of one that has ended. */
	START("Start again");

	private final String label;

	Deed(String label) {
		this.label = label;
	}

	/**
	 * What it is called on a button.
	 * @return the label
	 */
	public String label() {
		return this.label;
	}

}

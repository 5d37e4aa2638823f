package io.github.consulleader.sample.fleet;

/**
 * Consul at one moment.
 *
 * @param state what it is
 * @param address where its HTTP API is
 * @param ours whether it was started here, so that it can be stopped here
 * @param version its version as it says itself, or empty
 * @param pid id of its process if it is ours, or 0
 * @param note what there is to say about it, or empty
 */
public record ConsulView(State state, String address, boolean ours, String version, long pid, String note) {

	/**
	 * What it is.
	 */
	public enum State {

		/** Not known yet. */
		LOOKING("is looked for"),

		/** One is being started; the first time it may have to be downloaded. */
		STARTING("is being started"),

		/** It answers. */
		RUNNING("answers"),

		/** It was stopped, or answers no longer. */
		AWAY("is away"),

		/** There is none, and none could be started. */
		FAILED("could not be started");

		private final String words;

		State(String words) {
			this.words = words;
		}

		String words() {
			return this.words;
		}

	}

	ConsulView now(State now, String why) {
		return new ConsulView(now, this.address, this.ours, this.version, this.pid, why);
	}

}

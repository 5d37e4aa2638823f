package io.github.consulleader.spring.autoconfigure;

import io.github.consulleader.role.Timings;

/**
 * Durations that go together; each can be changed by its own property.
 */
public enum Preset {

	/** A dead process is followed within 1.6 s; pauses of half a second cost the role. */
	FAST,

	/** A dead process is followed within 5.25 s. The default. */
	BALANCED,

	/** A change of Consul's own leader costs nothing; a death costs up to 35.25 s. */
	STEADY;

	/**
	 * Returns what it stands for.
	 * @return the durations
	 */
	public Timings timings() {
		return switch (this) {
			case FAST -> Timings.fast();
			case BALANCED -> Timings.balanced();
			case STEADY -> Timings.steady();
		};
	}

}

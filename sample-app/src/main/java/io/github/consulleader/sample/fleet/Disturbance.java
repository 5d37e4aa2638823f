package io.github.consulleader.sample.fleet;

import org.jspecify.annotations.Nullable;

/**
 * Something that was done and may cost a worker its role.
 *
 * @param instance to whom it was done, or {@code null} if to Consul
 * @param deed what was done, or {@code null} if it is not one that is done to instances
 * @param at when
 */
record Disturbance(@Nullable String instance, @Nullable Deed deed, long at) {

	boolean concerns(String name) {
		return this.instance == null || this.instance.equals(name);
	}

	String kind() {
		return (this.deed != null) ? this.deed.label() : "Consul back";
	}

}

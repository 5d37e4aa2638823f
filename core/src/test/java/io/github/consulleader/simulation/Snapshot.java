package io.github.consulleader.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.consulleader.consul.Entry;
import io.github.consulleader.role.Role;
import org.jspecify.annotations.Nullable;

/**
 * A state of the servers that an operator has saved, however young, and since when it is
 * not what the servers have.
 */
final class Snapshot {

	private final Map<Role, Long> leftAt = new HashMap<>();

	private final ConsulModel model;

	private final List<Role> roles;

	private final ServerState state;

	Snapshot(ConsulModel model, List<Role> roles) {
		this.model = model;
		this.roles = roles;
		this.state = model.state().copy();
		this.model.onChange(this::look);
	}

	/**
	 * Whether what it shows of each role is what the servers have, or has not been that
	 * for some time.
	 */
	boolean isPast(long nanos) {
		return this.roles.stream()
			.allMatch(
					(role) -> isPresent(role) || this.model.time().now() - this.leftAt.getOrDefault(role, 0L) > nanos);
	}

	void restore() {
		this.leftAt.clear();
		this.model.restore(this.state);
	}

	private void look() {
		for (Role role : this.roles) {
			if (isPresent(role)) {
				this.leftAt.remove(role);
			}
			else {
				this.leftAt.putIfAbsent(role, this.model.time().now());
			}
		}
	}

	private boolean isPresent(Role role) {
		return isPresent("leader/fleet/roles/" + role.name() + "/lock")
				&& isPresent("leader/fleet/roles/" + role.name() + "/term");
	}

	private boolean isPresent(String key) {
		@Nullable Entry saved = this.state.keys().get(key);
		@Nullable Entry now = this.model.state().keys().get(key);
		return Objects.equals(saved, now);
	}

}

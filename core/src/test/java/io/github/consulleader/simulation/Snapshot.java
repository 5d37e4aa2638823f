package io.github.consulleader.simulation;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;

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
	 * Restores it, unless what it shows of a role is not what the servers have, but was
	 * that a short time ago; and a record that says released only if all processes have
	 * seen what came after it.
	 */
	void restoreUnlessLeftWithin(Duration past, BooleanSupplier allSee, Runnable restored) {
		this.model.restore(this.state, () -> {
			boolean may = (allSee.getAsBoolean() || this.roles.stream().noneMatch(this::isReleased))
					&& this.roles.stream().allMatch((role) -> isPresent(role) || isPast(role, past));
			if (may) {
				this.leftAt.clear();
				restored.run();
			}
			return may;
		});
	}

	private boolean isReleased(Role role) {
		Entry term = this.state.keys().get("leader/fleet/roles/" + role.name() + "/term");
		return term != null && term.value().contains("\"released\":true");
	}

	private boolean isPast(Role role, Duration past) {
		return this.model.time().now() - this.leftAt.getOrDefault(role, 0L) > past.toNanos();
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
		ServerState now = this.model.state();
		return Objects.equals(termIn(now, role), termIn(this.state, role))
				&& Objects.equals(holderIn(now, role), holderIn(this.state, role));
	}

	private static @Nullable Entry termIn(ServerState state, Role role) {
		return state.keys().get("leader/fleet/roles/" + role.name() + "/term");
	}

	/** What else the lock tells decides nothing: a term goes on while it changes. */
	private static @Nullable String holderIn(ServerState state, Role role) {
		Entry lock = state.keys().get("leader/fleet/roles/" + role.name() + "/lock");
		return (lock != null) ? lock.session() : null;
	}

}

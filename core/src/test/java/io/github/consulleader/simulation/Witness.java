package io.github.consulleader.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.consulleader.role.Leadership;
import io.github.consulleader.role.Revocation;
import io.github.consulleader.role.Role;
import io.github.consulleader.role.Term;
import org.jspecify.annotations.Nullable;

/**
 * Looks after every step at all processes at once, which nobody can in reality, and fails
 * as soon as one of the promises is broken.
 */
final class Witness {

	private final Map<Role, Long> highest = new HashMap<>();

	private final Timeline timeline;

	private long terms;

	Witness(Timeline timeline) {
		this.timeline = timeline;
	}

	/** How many terms have begun. */
	long terms() {
		return this.terms;
	}

	/**
	 * At most one process believes; a stopped one believes nothing until it runs again.
	 */
	void look(List<Instance> instances, List<Role> roles) {
		for (int i = 0; i < roles.size(); i++) {
			@Nullable Instance worker = null;
			for (Instance instance : instances) {
				if (instance.believes(i)) {
					if (worker != null) {
						throw new AssertionError("two workers of " + roles.get(i) + ": " + worker + " and " + instance);
					}
					worker = instance;
					believed(instance, i, roles.get(i));
				}
			}
		}
	}

	private void believed(Instance instance, int place, Role role) {
		Leadership leadership = instance.leadership(place);
		Term term = leadership.term().orElse(null);
		if (term == null || instance.isKnown(place, term)) {
			return;
		}
		Long before = this.highest.put(role, term.token());
		if (before != null && before >= term.token()) {
			throw new AssertionError("token of " + role + " did not rise: " + before + ", then " + term.token());
		}
		this.terms++;
		this.timeline.note(instance, "*** believes to be worker of", role, "with token", term.token());
	}

	/** Grant and revoke alternate, and speak of the same term. */
	void granted(Instance instance, Term term) {
		this.timeline.note(instance, "*** granted", term.role(), term.number(), "token", term.token());
		Term open = instance.open().putIfAbsent(term.role(), term);
		if (open != null) {
			throw new AssertionError(instance + " was granted " + term + " while " + open + " was not revoked");
		}
	}

	void revoked(Instance instance, Term term, Revocation reason) {
		this.timeline.note(instance, "*** revoked", term.role(), term.number(), reason);
		Term open = instance.open().remove(term.role());
		if (!term.equals(open)) {
			throw new AssertionError(instance + " was revoked " + term + " while " + open + " was granted");
		}
	}

}

package io.github.consulleader.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.consulleader.consul.Entry;
import io.github.consulleader.consul.Operation;
import io.github.consulleader.role.Revocation;
import io.github.consulleader.role.Role;
import io.github.consulleader.role.Term;
import io.github.consulleader.role.WhenStuck;
import org.jspecify.annotations.Nullable;

/**
 * Looks after every step at all processes at once, which nobody can in reality, and fails
 * as soon as one of the promises is broken.
 */
final class ElectionWitness {

	private static final String RELEASED = "\"released\":true";

	private final Map<Role, Long> highest = new HashMap<>();

	private final Timeline timeline;

	private final Scenario scenario;

	private long terms;

	private boolean calm;

	/**
	 * What is thrown inside a callback is the engine's to catch: it must not get lost.
	 */
	private @Nullable AssertionError broken;

	ElectionWitness(Timeline timeline, Scenario scenario) {
		this.timeline = timeline;
		this.scenario = scenario;
	}

	/** From now on nothing goes wrong, so nobody loses a role. */
	void expectCalm() {
		this.calm = true;
	}

	/** How many terms have begun. */
	long terms() {
		return this.terms;
	}

	/**
	 * At most one process believes; a stopped one believes nothing until it runs again.
	 */
	void look(List<Instance> instances, List<Role> roles) {
		if (this.broken != null) {
			throw this.broken;
		}
		for (int i = 0; i < roles.size(); i++) {
			@Nullable Instance worker = null;
			for (Instance instance : instances) {
				if (instance.believes(i)) {
					require(worker == null, "two workers of", roles.get(i) + ":", worker, "and", instance);
					worker = instance;
				}
			}
			if (worker != null) {
				believed(worker, i, roles.get(i), instances);
			}
		}
	}

	private void believed(Instance instance, int place, Role role, List<Instance> instances) {
		Optional<Term> believed = instance.leadership(place).term();
		if (believed.isEmpty() || instance.isKnown(place, believed.get())) {
			return;
		}
		Term term = believed.get();
		instance.know(place, term);
		Long before = this.highest.put(role, term.token());
		require(before == null || before < term.token(), "token of", role, "did not rise:", before, "then",
				term.token());
		this.terms++;
		this.timeline.note(instance, "*** believes to be worker of", role, "with token", term.token());
		for (Instance other : instances) {
			require(other == instance || !other.isAwake() || !other.user().isUndisturbed(role), instance,
					"is worker of", role, "while work that nobody has told to end goes on in", other);
		}
	}

	/** Grant and revoke alternate, and speak of the same term, which was believed in. */
	void granted(Instance instance, int place, Term term) {
		this.timeline.note(instance, "*** granted", term.role(), term.number(), "token", term.token());
		require(instance.isKnown(place, term), instance, "was granted", term, "although it was never confident of it");
		require(!instance.user().isWorking(term.role()), instance, "was granted", term,
				"while work of an earlier term went on");
		Term open = instance.open().putIfAbsent(term.role(), term);
		require(open == null, instance, "was granted", term, "while", open, "was not revoked");
	}

	void revoked(Instance instance, Term term, Revocation reason) {
		this.timeline.note(instance, "*** revoked", term.role(), term.number(), reason);
		Term open = instance.open().remove(term.role());
		require(term.equals(open), instance, "was revoked", term, "while", open, "was granted");
		require(!instance.user().isUndisturbed(term.role()), instance, "was revoked", term,
				"while work went on that nobody had told to end");
		require(reason.isVoluntary() || !this.calm, instance, "lost", term, "in a calm:", reason);
	}

	/** Work has stopped before a role is handed over. */
	void sent(Instance instance, List<Operation> operations) {
		for (Operation operation : operations) {
			if (operation instanceof Operation.Set set && set.value().contains(RELEASED)) {
				String[] path = set.key().split("/", -1);
				handedOver(instance, Role.of(path[path.length - 2]));
			}
		}
	}

	/** Nobody loses a lock-delay by ending a session that holds a role. */
	void destroys(Instance instance, ServerState state, String session) {
		require(!this.calm || state.keys().heldBy(session).stream().noneMatch(ElectionWitness::isLock), instance,
				"destroys its session", session, "while that holds a role");
	}

	private static boolean isLock(Entry entry) {
		return entry.key().contains("/roles/");
	}

	/** A clean stop leaves nothing behind, from the moment on at which it says so. */
	void stopped(Instance instance) {
		List<String> left = instance.client().belongings().leftovers();
		require(left.isEmpty(), instance, "has stopped cleanly, but left", left);
		require(instance.open().isEmpty(), instance, "has stopped, but not all its grants were revoked");
		for (Role role : this.scenario.roles()) {
			require(!instance.user().isWorking(role), instance, "has stopped while work went on");
		}
	}

	private void handedOver(Instance instance, Role role) {
		this.timeline.note(instance, "*** hands over", role);
		User user = instance.user();
		boolean letGo = this.scenario.whenStuck() == WhenStuck.RELEASE && !user.isUndisturbed(role);
		require(letGo || (!user.isWorking(role) && !instance.open().containsKey(role)), instance, "hands over", role,
				"before its work has stopped");
	}

	private void require(boolean condition, @Nullable Object... otherwise) {
		if (!condition) {
			StringBuilder text = new StringBuilder();
			for (Object part : otherwise) {
				text.append((text.length() > 0) ? " " : "").append(part);
			}
			this.broken = new AssertionError(text.toString());
			throw this.broken;
		}
	}

}

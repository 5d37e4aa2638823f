package io.github.consulleader.engine;

import java.util.List;

/**
 * What a signal leads to.
 *
 * @param next the state from now on
 * @param effects what is to be done, in order
 */
record Step(RoleState next, List<Effect> effects) {

	Step {
		effects = List.copyOf(effects);
	}

	static Step to(RoleState next, Effect... effects) {
		return new Step(next, List.of(effects));
	}

}

package io.github.consulleader.fleet;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What instances of a fleet have in common.
 *
 * @param scope their scope
 * @param roles the roles that each of them wants
 * @param pace how quickly they react
 * @param lookEvery how often each looks whether it leads
 * @param logs folder for what they log
 * @param token file with their ACL token, or {@code -}
 */
record FleetPlan(String scope, List<String> roles, Pace pace, Duration lookEvery, Path logs, String token) {

	static FleetPlan of(String scope, List<String> roles, Pace pace) {
		return new FleetPlan(scope, roles, pace, Duration.ofMillis(1),
				Path.of(System.getProperty("basedir", ""), "target", "fleet").toAbsolutePath(), Report.NONE);
	}

	FleetPlan withToken(Path file) {
		return new FleetPlan(this.scope, this.roles, this.pace, this.lookEvery, this.logs, file.toString());
	}

	FleetPlan lookingEvery(Duration step) {
		return new FleetPlan(this.scope, this.roles, this.pace, step, this.logs, this.token);
	}

}

package io.github.consulleader.spring.election;

import java.util.List;

import io.github.consulleader.role.Leadership;
import io.github.consulleader.role.Term;
import io.github.consulleader.spring.Leaderships;

/**
 * The joined roles as the application sees them. A bean of its own, so that a test can
 * put a mock in its place while the gates go on asking {@link DefaultLeaderships}.
 *
 * @param roles the joined roles
 */
public record RolesOfApplication(DefaultLeaderships roles) implements Leaderships {

	@Override
	public Leadership of(String role) {
		return this.roles.of(role);
	}

	@Override
	public List<Leadership> all() {
		return this.roles.all();
	}

	@Override
	public Term currentTerm() {
		return this.roles.currentTerm();
	}

}

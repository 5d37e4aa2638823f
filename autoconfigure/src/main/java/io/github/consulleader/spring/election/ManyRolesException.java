package io.github.consulleader.spring.election;

import java.util.List;

/**
 * {@code Leadership} was asked for without saying of which role, and there are several.
 */
public class ManyRolesException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	ManyRolesException(List<String> roles) {
		super("Leadership can be injected where the application takes part in one role, but it takes part in "
				+ String.join(", ", roles) + ".");
	}

}

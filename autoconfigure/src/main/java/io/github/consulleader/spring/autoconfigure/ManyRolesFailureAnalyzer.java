package io.github.consulleader.spring.autoconfigure;

import io.github.consulleader.spring.election.ManyRolesException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says how to name the role.
 */
class ManyRolesFailureAnalyzer extends AbstractFailureAnalyzer<ManyRolesException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, ManyRolesException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()),
				"Inject Leaderships and call of(\"..\") with the role's name.", cause);
	}

}

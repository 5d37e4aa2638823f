package io.github.consulleader.spring.autoconfigure;

import io.github.consulleader.role.InvalidSettingException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says which property cannot work and what to change.
 */
class InvalidSettingFailureAnalyzer extends AbstractFailureAnalyzer<InvalidSettingException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidSettingException cause) {
		return new FailureAnalysis(
				"consul.leader." + cause.setting() + " = '" + cause.value() + "' cannot work: " + cause.problem(),
				cause.wayOut(), cause);
	}

}

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
		// A setting of the engine, or already the name of a property that is not ours.
		String property = cause.setting().contains(".") ? cause.setting() : "consul.leader." + cause.setting();
		return new FailureAnalysis(property + " = '" + cause.value() + "' cannot work: " + cause.problem(),
				cause.action(), cause);
	}

}

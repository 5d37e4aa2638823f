package io.github.consulleader.spring.autoconfigure;

import io.github.consulleader.spring.gate.LeaderOnlyException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says where {@code @LeaderOnly} cannot keep its promise and what to do.
 */
class LeaderOnlyFailureAnalyzer extends AbstractFailureAnalyzer<LeaderOnlyException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, LeaderOnlyException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.action(), cause);
	}

}

package io.github.consulleader.spring.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says why Consul cannot be used.
 */
class ConsulUnusableFailureAnalyzer extends AbstractFailureAnalyzer<ConsulUnusableException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, ConsulUnusableException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.action()
				+ " With consul.leader.fail-fast=false the application starts without, and joins in when Consul can be "
				+ "used.", cause);
	}

}

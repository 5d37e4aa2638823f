package io.github.consulleader.spring.autoconfigure;

import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;

/**
 * Whether anything may want a connection to Consul.
 */
final class OnElectionsOrLocks extends AnyNestedCondition {

	OnElectionsOrLocks() {
		super(ConfigurationPhase.PARSE_CONFIGURATION);
	}

	@ConditionalOnBooleanProperty(name = "consul.leader.enabled", matchIfMissing = true)
	static final class Elections {

	}

	@ConditionalOnBooleanProperty(name = ConsulLockAutoConfiguration.ENABLED, matchIfMissing = true)
	static final class Locks {

	}

}

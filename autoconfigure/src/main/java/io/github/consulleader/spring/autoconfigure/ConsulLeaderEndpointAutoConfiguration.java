package io.github.consulleader.spring.autoconfigure;

import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;

import io.github.consulleader.LeaderElection;
import io.github.consulleader.spring.ConsulLeaderInitiator;
import io.github.consulleader.spring.actuate.LeadershipEndpoint;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * The endpoint {@code leadership}, and a hand held over the ACL token in the others.
 */
@AutoConfiguration(after = ConsulLeaderAutoConfiguration.class)
@ConditionalOnClass({ Endpoint.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnBean(LeaderElection.class)
public final class ConsulLeaderEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnAvailableEndpoint
	LeadershipEndpoint consulLeaderEndpoint(LeaderElection election, ObjectProvider<ConsulLeaderInitiator> initiator) {
		return new LeadershipEndpoint(election, problem(initiator));
	}

	/** What keeps the election from being held, for all who tell of it. */
	static Supplier<@Nullable String> problem(ObjectProvider<ConsulLeaderInitiator> initiator) {
		return () -> initiator.stream()
			.map(ConsulLeaderInitiator::problem)
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	/** Otherwise {@code show-values=always} shows it in clear. */
	@Bean
	SanitizingFunction consulLeaderTokenSanitizingFunction() {
		return SanitizingFunction.sanitizeValue().ifKeyMatches(ConsulLeaderEndpointAutoConfiguration::isToken);
	}

	private static boolean isToken(String key) {
		return ConsulToken.KEYS.contains(key) || ConsulToken.KEYS.contains(canonical(key));
	}

	/** {@code CONSUL_LEADER_TOKEN} is {@code consul.leader.token}. */
	private static String canonical(String key) {
		return key.toLowerCase(Locale.ROOT).replace('_', '.');
	}

}

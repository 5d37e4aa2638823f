package io.github.consulleader.consul;

import java.time.Duration;

/**
 * A service without port or address that exists only to carry one TTL check.
 *
 * @param serviceId the service's id, unique at the agent
 * @param serviceName the service's name, which {@code service:write} is needed for
 * @param checkId the check's id, unique at the agent
 * @param ttl how long a pass lasts
 * @param deregisterAfter how long the check may be critical before Consul removes the
 * service; Consul raises it to a minute and looks every 30 s
 */
public record CheckRegistration(String serviceId, String serviceName, String checkId, Duration ttl,
		Duration deregisterAfter) {
}

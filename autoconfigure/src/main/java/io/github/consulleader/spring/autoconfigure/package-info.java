/**
 * Puts an election into a Spring Boot application: properties, the connection to Consul,
 * the beans, and what is said when they cannot work.
 * {@link io.github.consulleader.spring.autoconfigure.ConsulLeaderConnectionDetails} is
 * meant to be implemented; the rest is Spring Boot's business.
 */
@NullMarked
package io.github.consulleader.spring.autoconfigure;

import org.jspecify.annotations.NullMarked;

/**
 * Real Consul agents and clusters as child processes of this JVM.
 * <p>
 * {@link io.github.consulleader.agent.ConsulAgent} is one agent,
 * {@link io.github.consulleader.agent.ConsulCluster} some servers with clients on
 * loopback addresses, {@link io.github.consulleader.agent.ConsulBinary} finds the
 * executable. What starts is ready: it has a leader, and it is our own process that
 * answers on the address, not a foreign one that happened to hold the port. What was
 * started ends with the JVM, in whatever way that ends. Everything that goes wrong is a
 * {@link io.github.consulleader.agent.ConsulAgentException} that says what the agent said
 * last.
 * <p>
 * Needs a POSIX shell; where there is {@code setsid}, agents get a session of their own,
 * so that Ctrl-C in a terminal does not reach them before it reaches the JVM.
 */
@NullMarked
package io.github.consulleader.agent;

import org.jspecify.annotations.NullMarked;

/**
 * Simulated time, simulated machines and a model of Consul, for running the real engine
 * through thousands of seeded schedules without a thread or a socket.
 * <p>
 * Everything here is single-threaded and driven by one
 * {@link io.github.consulleader.simulation.VirtualTime}: the same seed gives the same
 * schedule. {@link io.github.consulleader.simulation.ConsulModel} passes the same
 * contract tests as the real Consul, so what the simulation proves holds there too. All
 * faults are off until they are switched on.
 */
@NullMarked
package io.github.consulleader.simulation;

import org.jspecify.annotations.NullMarked;

/**
 * Simulated time, simulated machines and a model of Consul, for running the real engine
 * through thousands of seeded schedules without a thread or a socket.
 * <p>
 * Everything here is single-threaded and driven by one
 * {@link io.github.consulleader.simulation.VirtualTime}: the same seed gives the same
 * schedule. {@link io.github.consulleader.simulation.ConsulModel} passes the same
 * contract tests as the real Consul, so what the simulation proves holds there too. All
 * faults are off until they are switched on.
 * <p>
 * Two simulations stand on the same {@link io.github.consulleader.simulation.Stage} and
 * under the same {@link io.github.consulleader.simulation.Storm}. That of elections
 * begins at {@link io.github.consulleader.simulation.ElectionSimulation}: each
 * {@link io.github.consulleader.simulation.Instance} has the real engine, and the
 * {@link io.github.consulleader.simulation.ElectionWitness} judges. That of mutexes
 * begins at {@link io.github.consulleader.simulation.MutexSimulation}: each
 * {@link io.github.consulleader.simulation.MutexSite} has the real mutexes and some
 * {@link io.github.consulleader.simulation.MutexUser}s in place of threads, and the
 * {@link io.github.consulleader.simulation.MutexWitness} judges.
 */
@NullMarked
package io.github.consulleader.simulation;

import org.jspecify.annotations.NullMarked;

/**
 * The fleet for real: instances in JVMs of their own, each over a wire that we can cut
 * and a client agent of its own to a cluster of Consul servers, and a witness outside
 * that is told by each instance what it believes and does.
 * <p>
 * {@link io.github.consulleader.fleet.FleetInstance} is what runs in such a JVM,
 * {@link io.github.consulleader.fleet.Fleet} keeps them,
 * {@link io.github.consulleader.fleet.Witness} judges, and
 * {@link io.github.consulleader.fleet.Soak} makes trouble for as long as asked. Stamps
 * are those of {@code System.nanoTime()}, which all JVMs of one Linux machine share; they
 * are taken where something happens, not where it is heard of.
 */
@NullMarked
package io.github.consulleader.fleet;

import org.jspecify.annotations.NullMarked;

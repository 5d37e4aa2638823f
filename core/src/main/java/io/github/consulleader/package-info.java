/**
 * Leader election and locks on Consul sessions, for any Java program.
 * <p>
 * {@link io.github.consulleader.LeaderElection} is the entry: one per process, any number
 * of roles on one session and one watch. At most one process believes to be the worker of
 * a role, exactly one soon is. {@link io.github.consulleader.ConsulMutexes} has the
 * locks, {@link io.github.consulleader.SharedConsul} lets both use the same connections.
 * See the package {@code io.github.consulleader.role} for the values that a program sees;
 * the other packages are the inside.
 */
@NullMarked
package io.github.consulleader;

import org.jspecify.annotations.NullMarked;

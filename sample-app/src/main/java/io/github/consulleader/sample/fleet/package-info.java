/**
 * The fleet as the launcher sees it: instances as processes of their own, a Consul, and
 * what happened to them.
 * <p>
 * {@link io.github.consulleader.sample.fleet.Fleet} is the entry. It keeps all that
 * changes on one thread and publishes a
 * {@link io.github.consulleader.sample.fleet.Picture} of it. Whatever it started ends
 * with the launcher: cleanly when it is closed, and through a pipe that closes when the
 * launcher dies. Moments are milliseconds since 1970 by the wall clock of this machine,
 * taken where things happen, so that moments of different processes can be compared.
 */
@NullMarked
package io.github.consulleader.sample.fleet;

import org.jspecify.annotations.NullMarked;

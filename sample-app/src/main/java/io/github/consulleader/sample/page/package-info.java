/**
 * The page: what it shows and what its buttons do, over HTTP on the loopback address.
 * <p>
 * {@code GET /} is the page, {@code GET /events} a stream of pictures of the fleet, and
 * {@code POST /instances/<name>/<deed>} and {@code POST /consul/<start|stop>} are the
 * buttons. {@link io.github.consulleader.sample.page.LoopbackGuard} stands before all of
 * them: these buttons end processes.
 */
@NullMarked
package io.github.consulleader.sample.page;

import org.jspecify.annotations.NullMarked;

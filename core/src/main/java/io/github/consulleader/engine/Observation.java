package io.github.consulleader.engine;

import io.github.consulleader.consul.Listing;
import io.github.consulleader.time.Stamp;

/**
 * An answer that shows all keys below a prefix.
 *
 * @param listing the keys
 * @param sent number of the request, see {@link Sequence}
 * @param sentAt when the request was sent
 * @param quorum whether a quorum confirmed it after that
 */
record Observation(Listing listing, long sent, Stamp sentAt, boolean quorum) {
}

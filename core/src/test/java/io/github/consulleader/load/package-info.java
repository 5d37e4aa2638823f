/**
 * What many roles, candidates and users of mutexes cost, and what becomes of them when
 * Consul or the wire refuses: counted at a relay between them and a real Consul.
 */
@NullMarked
package io.github.consulleader.load;

import org.jspecify.annotations.NullMarked;

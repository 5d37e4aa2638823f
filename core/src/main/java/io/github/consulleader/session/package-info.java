/**
 * Keeping a Consul session alive: the TTL check it hangs on, its heartbeat and renewal,
 * and beginning anew when it was lost. Shared by roles and mutexes, which have a session
 * each.
 */
@NullMarked
package io.github.consulleader.session;

import org.jspecify.annotations.NullMarked;

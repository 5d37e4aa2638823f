/**
 * Spring Integration's {@code LockRegistry} on Consul: a thin skin over
 * {@link io.github.consulleader.mutex.Mutexes}, which says what its locks promise. The
 * entry is {@link io.github.consulleader.spring.lock.ConsulLockRegistry}.
 */
@NullMarked
package io.github.consulleader.spring.lock;

import org.jspecify.annotations.NullMarked;

/**
 * Keeps the promise of {@link io.github.consulleader.spring.LeaderOnly}.
 * <p>
 * {@code @Scheduled} runs are gated where the scheduler's own post-processor makes them,
 * so that no proxy can be missing; lifecycle beans are kept from the context's lifecycle
 * processor. Whatever cannot be gated keeps the application from starting
 * ({@link io.github.consulleader.spring.gate.LeaderOnlyException}): nothing that is
 * annotated ever runs ungated. The public types are public for ahead-of-time processing
 * and for the auto-configuration, not for applications.
 */
@NullMarked
package io.github.consulleader.spring.gate;

import org.jspecify.annotations.NullMarked;

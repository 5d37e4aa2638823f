/**
 * Keeps the promise of {@link io.github.consulleader.spring.LeaderOnly}: it runs on the
 * current leader only, or the application does not start.
 * <p>
 * {@link io.github.consulleader.spring.gate.LeaderOnlyGateInstaller} puts a gate into
 * each context. {@link io.github.consulleader.spring.gate.LeaderOnlyGate} finds what is
 * leader-only by real types and definitions; {@code @Scheduled} runs are gated where the
 * scheduler's own post-processor makes them, so that no proxy can be missing; lifecycle
 * beans, with the parts of flows, are kept from the context's lifecycle processor.
 * Whatever is not known to be held keeps the application from starting
 * ({@link io.github.consulleader.spring.gate.LeaderOnlyException}). The public types are
 * public for the container, for ahead-of-time processing and for the auto-configuration,
 * not for applications.
 */
@NullMarked
package io.github.consulleader.spring.gate;

import org.jspecify.annotations.NullMarked;

/**
 * The heart: a functional core with an imperative shell.
 * <p>
 * A role is an immutable {@code RoleState} with one method per signal that returns the
 * next state and the effects wanted; it knows no clock, no thread and no Consul.
 * {@code RoleMachine} dispatches signals to it on the event loop and carries the effects
 * out, {@link io.github.consulleader.engine.Engine} ties all roles of a process to one
 * session, one watch and one queue of transactions. User code runs elsewhere
 * ({@code TermCallbacks}). Readers see volatile snapshots.
 * <p>
 * The argument why no two processes are ever confident at once is in docs/safety.md; each
 * rule of it is a line in {@code Vacancy}, {@code Waiting}, {@code Acquiring},
 * {@code Leading}, {@code ObservationHistory}, {@code RolesObserver}, {@code RoleWriter},
 * {@code RoleMachine} or {@code Confidence}.
 */
@NullMarked
package io.github.consulleader.engine;

import org.jspecify.annotations.NullMarked;

/**
 * The heart: a functional core with an imperative shell.
 * <p>
 * A role is an immutable {@code RoleState} with one method per signal that returns the
 * next state and the effects wanted; it knows no clock, no thread and no Consul.
 * {@code RoleMachine} feeds it on the event loop and carries the effects out,
 * {@link io.github.consulleader.engine.Engine} ties all roles of a process to one
 * session, one watch and one queue of transactions. User code runs elsewhere
 * ({@code TermCallbacks}). Readers see volatile snapshots.
 * <p>
 * The argument why no two processes are ever confident at once is in DESIGN, section 3;
 * each rule of it is a line in {@code Waiting}, {@code Acquiring}, {@code Leading},
 * {@code RoleMachine} or {@code Confidence}.
 */
@NullMarked
package io.github.consulleader.engine;

import org.jspecify.annotations.NullMarked;

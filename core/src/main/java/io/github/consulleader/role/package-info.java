/**
 * The words of this product as values: what a program that takes part in an election
 * names, listens to and reads.
 * <p>
 * Depends on nothing of ours. {@link io.github.consulleader.role.Role} is what is
 * competed for, {@link io.github.consulleader.role.Leadership} the handle on it,
 * {@link io.github.consulleader.role.Term} one stretch of holding it,
 * {@link io.github.consulleader.role.Revocation} why it ended, and
 * {@link io.github.consulleader.role.Timings} the durations with the inequalities that
 * make it safe.
 */
@NullMarked
package io.github.consulleader.role;

import org.jspecify.annotations.NullMarked;

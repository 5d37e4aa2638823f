/**
 * Breaks the safety argument, one rule at a time, and demands that the simulation
 * notices: each file in {@code src/test/mutations} is a patch to the main sources, which
 * is applied to a copy of them, compiled, and run through seeded storms. A rule whose
 * loss nothing notices is not proven by anything.
 */
@NullMarked
package io.github.consulleader.mutation;

import org.jspecify.annotations.NullMarked;

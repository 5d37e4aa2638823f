/**
 * What the promises cost. Nothing depends on this module; it may use any other.
 * {@code benchmarks/run --quick} builds it and shows that it works, {@code --list} says
 * what can be measured. Every measurement lives in a room by what it measures, and knows
 * contestants only by what they have in common.
 */
@NullMarked
package io.github.consulleader.benchmarks;

import org.jspecify.annotations.NullMarked;

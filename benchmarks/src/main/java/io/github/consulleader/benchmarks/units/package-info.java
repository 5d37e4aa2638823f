/**
 * What one request, one byte and one write cost, from which {@code docs/scaling.md}
 * computes what many do.
 */
@NullMarked
package io.github.consulleader.benchmarks.units;

import org.jspecify.annotations.NullMarked;

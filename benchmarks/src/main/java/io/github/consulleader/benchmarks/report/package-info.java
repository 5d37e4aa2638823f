/**
 * Figures: kept as they come, told as tables. Knows nothing of what is measured.
 */
@NullMarked
package io.github.consulleader.benchmarks.report;

import org.jspecify.annotations.NullMarked;

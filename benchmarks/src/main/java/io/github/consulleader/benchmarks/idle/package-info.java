/** What it costs that nothing happens. */
@NullMarked
package io.github.consulleader.benchmarks.idle;

import org.jspecify.annotations.NullMarked;

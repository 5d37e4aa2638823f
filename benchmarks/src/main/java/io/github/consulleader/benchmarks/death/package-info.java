/** From one process to the next when the first dies. */
@NullMarked
package io.github.consulleader.benchmarks.death;

import org.jspecify.annotations.NullMarked;

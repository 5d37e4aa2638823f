/** From one process to the next when the first gives up the role in order. */
@NullMarked
package io.github.consulleader.benchmarks.handover;

import org.jspecify.annotations.NullMarked;

/** A process that stands still for a while and goes on. */
@NullMarked
package io.github.consulleader.benchmarks.pause;

import org.jspecify.annotations.NullMarked;

/** What many roles or many candidates cost. */
@NullMarked
package io.github.consulleader.benchmarks.size;

import org.jspecify.annotations.NullMarked;

/** What locks cost: nobody else wants them, somebody does, a crowd does. */
@NullMarked
package io.github.consulleader.benchmarks.lock;

import org.jspecify.annotations.NullMarked;

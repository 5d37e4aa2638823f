/** What it costs to ask whether one may work, by JMH and by the peers' own ways. */
@NullMarked
package io.github.consulleader.benchmarks.gate;

import org.jspecify.annotations.NullMarked;

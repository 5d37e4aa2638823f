/**
 * Those who are measured. Each takes part in one election as its documentation
 * recommends, in a process of its own; what it does there is told to a listener.
 */
@NullMarked
package io.github.consulleader.benchmarks.contest;

import org.jspecify.annotations.NullMarked;

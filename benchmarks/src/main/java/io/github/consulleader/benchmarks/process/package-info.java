/**
 * Processes that are measured and the channel to them. A process tells what happens to it
 * in lines of standard output, each with a stamp, and takes commands on standard input;
 * when that ends, so does it, because whoever started it has gone.
 */
@NullMarked
package io.github.consulleader.benchmarks.process;

import org.jspecify.annotations.NullMarked;

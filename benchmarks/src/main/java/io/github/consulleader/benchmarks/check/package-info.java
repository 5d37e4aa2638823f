/**
 * A prototype: sessions that hang on a check of a listening socket, too, so that a crash
 * and a pause can be told apart.
 */
@NullMarked
package io.github.consulleader.benchmarks.check;

import org.jspecify.annotations.NullMarked;

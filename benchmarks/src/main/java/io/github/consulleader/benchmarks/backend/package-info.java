/**
 * What contestants are built on: real servers on this machine, started when first asked
 * for.
 */
@NullMarked
package io.github.consulleader.benchmarks.backend;

import org.jspecify.annotations.NullMarked;

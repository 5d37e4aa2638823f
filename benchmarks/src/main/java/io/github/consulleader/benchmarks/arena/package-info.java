/**
 * Where measurements take place: backends, how many rounds, and the chapter that figures
 * go to.
 */
@NullMarked
package io.github.consulleader.benchmarks.arena;

import org.jspecify.annotations.NullMarked;

/**
 * Time and turns: the only place that reads a clock
 * ({@link io.github.consulleader.time.Ticker}) and the loop on which everything that
 * decides runs, one task at a time ({@link io.github.consulleader.time.EventLoop}).
 * Depends on nothing of ours, and everything else gets its time from here, so that a
 * simulation can replace both.
 */
@NullMarked
package io.github.consulleader.time;

import org.jspecify.annotations.NullMarked;

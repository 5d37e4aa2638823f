package io.github.consulleader.time;

/**
 * One moment as both clocks of a {@link Ticker} showed it.
 *
 * @param monotonicNanos the monotonic clock, in nanoseconds since an arbitrary origin
 * @param wallMillis the wall clock, in milliseconds since 1970-01-01T00:00Z
 */
public record Stamp(long monotonicNanos, long wallMillis) {
}

/**
 * Mutexes: locks that exclude each other over all processes of a scope, without Spring
 * ({@link io.github.consulleader.mutex.Mutexes} is the entry).
 * <p>
 * Each process has one session for all its mutexes, made at first use. A mutex is a key
 * {@code <prefix>/<scope>/mutex/<key>/.lock} with the flags of Consul's own locks, so
 * that {@code consul lock <prefix>/<scope>/mutex/<key>} and Go's {@code api.Lock} exclude
 * us and are excluded. Consul's acquire is re-entrant per session, so a table in the
 * process decides between its own threads, first come first served, before Consul is
 * asked. Who waits, waits for a watch to show the lock free; nothing polls.
 * <p>
 * Processes that wait stand in line: each has a key
 * {@code <prefix>/<scope>/mutex/<key>/.wait/<session>} of its session, and the first one
 * goes first. So a hand-off costs three writes of Consul's Raft log, release, take and a
 * new place in the line, whatever their number. The others follow 50 ms after each other
 * if the lock is still free then; who has no place, as {@code consul lock} has none, may
 * take what is free at any time.
 * <p>
 * A mutex says who may enter, at the moment of asking. A thread that was paused may go on
 * after its lock was lost: {@link io.github.consulleader.mutex.Mutex#token()} is for what
 * must survive that.
 */
@NullMarked
package io.github.consulleader.mutex;

import org.jspecify.annotations.NullMarked;

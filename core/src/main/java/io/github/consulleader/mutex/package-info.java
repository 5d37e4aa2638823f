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
 * A hold lasts as long as it is <em>confirmed</em>: {@code confidence} (0.9 x lock-delay
 * at most) from when the last request was sent that a quorum confirmed, by the larger of
 * two clocks, and never again once it has ended. The take's transaction is the first;
 * while anything is held, a transaction of mere guards asks every {@code confirm-every}.
 * Watch, renewals and check passes confirm nothing; the watch may end a hold.
 * <p>
 * The session <em>releases</em> its keys when it ends. So a key whose holder died stays,
 * free, with an index of its own, and a take that was under way before is refused by its
 * guard, though Consul looks at lock-delay before its log. Who finds a free key with our
 * value counts the recorded lock-delay, or its own if that is longer, by its own clock,
 * in case the server has forgotten it; an absent key was never used or was cleanly
 * released, and is taken at once. A leftover that nobody takes is deleted later, as are
 * tickets without a session, guarded by its index.
 * <p>
 * A mutex says who may enter, at the moment of asking. A thread that was paused may go on
 * after its lock was lost: {@link io.github.consulleader.mutex.Mutex#token()} is for what
 * must survive that. {@code docs/safety.md} has the argument.
 */
@NullMarked
package io.github.consulleader.mutex;

import org.jspecify.annotations.NullMarked;

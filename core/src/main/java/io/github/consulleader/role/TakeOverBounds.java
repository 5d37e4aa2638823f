package io.github.consulleader.role;

import java.time.Duration;

/**
 * How long it takes at most until another process is granted a role, by what became of
 * the worker. They hold while Consul has a leader and one of the three candidates who are
 * first in line lives. If none does, others follow one lock-delay and at most 1.2 s
 * later.
 * <p>
 * A dead agent tells nobody that the check fails. Consul's gossip does, as a rule: after
 * 5 to 8 s in a data centre of a few agents with default settings, and lock-delay comes
 * on top. What gossip overlooks ends with the session's TTL, after up to twice that: this
 * is the bound.
 *
 * @param processDeath the process was killed, or stands still
 * @param agentDeath its Consul agent died
 * @param machineDeath both died
 * @param partition its agent cannot reach the servers
 */
public record TakeOverBounds(Duration processDeath, Duration agentDeath, Duration machineDeath, Duration partition) {

}

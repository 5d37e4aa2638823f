package io.github.consulleader.role;

import java.time.Instant;

/**
 * One stretch of holding a role, from grant to revoke.
 *
 * @param role the role
 * @param number how many terms the role has had, this one included; counts up by one,
 * also over processes
 * @param token the fencing token: strictly greater than that of every earlier term of the
 * role, whoever held it, also after the lock was deleted. Hand it to whatever the work
 * writes to, and let that refuse a lower one. It is the Raft index of the transaction
 * that began the term (Consul's {@code ModifyIndex} of the term record), at most 2^63-1
 * @param instance display identity of the process that holds it
 * @param since when it began by the wall clock of that process, for people
 */
public record Term(Role role, long number, long token, String instance, Instant since) {
}

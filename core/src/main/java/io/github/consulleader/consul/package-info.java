/**
 * The wire: what this product asks of Consul, as a typed port
 * ({@link io.github.consulleader.consul.Consul}) and its implementation over HTTP. Knows
 * nothing of roles or mutexes.
 * <p>
 * Every answer is one of three ({@link io.github.consulleader.consul.Answer}): done, a
 * definite no with its reason, or unknown. Nothing is concluded from a status code whose
 * body was not looked at.
 */
@NullMarked
package io.github.consulleader.consul;

import org.jspecify.annotations.NullMarked;

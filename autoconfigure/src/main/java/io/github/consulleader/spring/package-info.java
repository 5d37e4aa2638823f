/**
 * What a Spring Boot application sees of its election.
 * <p>
 * {@link io.github.consulleader.spring.LeaderOnly} gates work,
 * {@link io.github.consulleader.spring.Leaderships} hands out the roles,
 * {@link io.github.consulleader.spring.LeaderContext} comes with Spring Integration's
 * leader events, and {@link io.github.consulleader.spring.ConsulLeaderInitiator} starts
 * and stops the election with the application. Depends on no other package below this
 * one.
 */
@NullMarked
package io.github.consulleader.spring;

import org.jspecify.annotations.NullMarked;

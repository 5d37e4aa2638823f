/**
 * The program that the run command starts: it starts a Consul if none answers, starts the
 * instances as JVMs of their own, and serves the page. It takes no part in the election.
 */
@NullMarked
package io.github.consulleader.sample.launcher;

import org.jspecify.annotations.NullMarked;

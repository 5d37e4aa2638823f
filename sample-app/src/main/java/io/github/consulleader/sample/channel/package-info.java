/**
 * What an instance and the launcher say to each other, over the two pipes that a child
 * process has anyway. The instance writes an
 * {@link io.github.consulleader.sample.channel.Message} per line to its standard output,
 * stamped with the wall clock of the moment that it speaks of; the launcher writes a
 * {@link io.github.consulleader.sample.channel.Command} per line to the instance's
 * standard input. The end of that input means that the launcher has gone, in whatever
 * way, and that the instance is to go too.
 */
@NullMarked
package io.github.consulleader.sample.channel;

import org.jspecify.annotations.NullMarked;

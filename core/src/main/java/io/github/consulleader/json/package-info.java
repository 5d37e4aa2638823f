/**
 * JSON as it streams by, without a tree of it and without reflection: what binds JSON to
 * classes brings hundreds of its own, all of Java's locales among them. Depends on
 * nothing of ours.
 */
@NullMarked
package io.github.consulleader.json;

import org.jspecify.annotations.NullMarked;

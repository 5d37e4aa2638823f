/** Half of a cycle. */
@NullMarked
package io.github.consulleader.rules.specimen.east;

import org.jspecify.annotations.NullMarked;

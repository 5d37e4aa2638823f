/**
 * Shows the election on the actuator. Loaded only where that is.
 */
@NullMarked
package io.github.consulleader.spring.actuate;

import org.jspecify.annotations.NullMarked;

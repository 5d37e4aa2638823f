/**
 * Joins an election's roles on behalf of the application and tells it of its terms:
 * events of Spring Integration first on grant and last on revoke, leader-only work in
 * between. Depends on the package above alone.
 */
@NullMarked
package io.github.consulleader.spring.election;

import org.jspecify.annotations.NullMarked;

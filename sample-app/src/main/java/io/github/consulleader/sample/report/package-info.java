/**
 * What the service is about, as files in a folder that all instances share: what each
 * instance served, and the reports that the worker makes of it.
 * <p>
 * Reports are guarded by the fencing token. It is part of their names, a writer with a
 * token lower than the highest present is refused, and readers take the highest token
 * first: even a writer that was paused between looking and writing changes nothing that
 * anybody reads.
 */
@NullMarked
package io.github.consulleader.sample.report;

import org.jspecify.annotations.NullMarked;

package io.github.consulleader.engine;

import io.github.consulleader.role.Term;
import io.github.consulleader.time.Confidence;

/**
 * What readers of a role look at: the term, and how long it may be believed in.
 *
 * @param term the term
 * @param confidence the right to believe in it
 */
record ConfirmedTerm(Term term, Confidence confidence) {
}

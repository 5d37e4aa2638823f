package io.github.consulleader.role;

/**
 * Work that only the worker does, written as a lambda. It may throw what it likes;
 * {@link LeaderWork} is for callers who want that declared.
 */
@FunctionalInterface
public interface LeaderTask extends LeaderWork<Exception> {

}

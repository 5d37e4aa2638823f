package io.github.consulleader.simulation;

/** Thrown to see what becomes of it. */
final class DeliberateException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	DeliberateException() {
		super("deliberate", null, false, false);
	}

}

package io.github.consulleader.mutation;

/**
 * A patch cannot be used as it is.
 */
final class PatchException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	PatchException(String message) {
		super(message);
	}

}

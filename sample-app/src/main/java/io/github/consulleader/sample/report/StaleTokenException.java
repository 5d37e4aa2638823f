package io.github.consulleader.sample.report;

/**
 * Somebody with a higher fencing token has come: whoever gets this is worker no longer,
 * whatever it believes.
 */
public final class StaleTokenException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	StaleTokenException(long token, String file) {
		super("Token " + token + " is out of date: " + file + " is there already");
	}

}

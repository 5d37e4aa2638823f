package io.github.consulleader.sample.report;

/**
 * Somebody with a higher fencing token has written: whoever gets this is worker no
 * longer, whatever it believes.
 */
public final class StaleTokenException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	StaleTokenException(long token, ReportName highest) {
		super("Token " + token + " is out of date: " + highest.file() + " is there already");
	}

}

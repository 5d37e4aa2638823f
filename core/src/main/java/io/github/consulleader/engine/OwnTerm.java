package io.github.consulleader.engine;

/**
 * A term of this process.
 *
 * @param session the session that it began in
 * @param n its number
 * @param token its fencing token: modify index of the term record while it is held
 */
record OwnTerm(String session, long n, long token) {

	boolean isIn(StepContext moment) {
		return this.session.equals(moment.session());
	}

}

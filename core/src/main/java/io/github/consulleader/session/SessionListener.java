package io.github.consulleader.session;

import org.jspecify.annotations.Nullable;

/**
 * Notified, on the event loop, of what becomes of a session.
 */
public interface SessionListener {

	/**
	 * A session began.
	 * @param sessionId its id
	 * @param checked whether it hangs on a TTL check of our own
	 */
	void sessionBegan(String sessionId, boolean checked);

	/**
	 * The session has ended, for certain, or is given up. Comes once after each
	 * {@link #sessionBegan}.
	 * @param sessionId its id
	 * @param why what was seen, for people
	 */
	void sessionEnded(String sessionId, String why);

	/**
	 * What keeps the session from working has changed.
	 * @param problem for people, naming the way out, or {@code null} when recovered from
	 */
	void problem(@Nullable String problem);

}

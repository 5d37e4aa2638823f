package io.github.consulleader.engine;

/**
 * How far the user's side of a term has come.
 */
enum CallbackStage {

	/** No term. */
	IDLE,

	/** The grant callback is on its way. */
	GRANT_DUE,

	/** The grant callback runs. */
	GRANTING,

	/** The grant callback has returned. */
	GRANTED,

	/** The revoke callback is on its way, or runs. */
	REVOKING,

	/**
	 * The revoke callback counts as ended although it has not done all that it should.
	 */
	REVOKE_LEFT,

	/** Only work that still runs keeps the term from its end. */
	ENDING

}

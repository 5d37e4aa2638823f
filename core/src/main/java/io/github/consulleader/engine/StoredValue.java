package io.github.consulleader.engine;

import tools.jackson.core.JsonGenerator;

/**
 * What is kept in a key of ours, as JSON.
 */
sealed interface StoredValue permits LockValue, TermRecord, CandidateValue {

	void write(JsonGenerator json);

}

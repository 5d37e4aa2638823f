package io.github.consulleader.simulation;

import java.util.List;

import io.github.consulleader.consul.Entry;

/** What anybody can do to keys, sessions and nodes, at a well connected agent. */
class Meddler {

	static final String SCRIBBLE = "scribble";

	private final Stage stage;

	private final Dice dice;

	Meddler(Stage stage, Dice dice) {
		this.stage = stage;
		this.dice = dice;
	}

	void scribble() {
		List<Entry> keys = keys();
		if (!keys.isEmpty()) {
			scribble(this.dice.of(keys).key());
		}
	}

	void scribble(String key) {
		note("scribbles on", key);
		this.stage.model().operate((state, sessions, index) -> {
			Entry now = state.keys().get(key);
			if (now != null) {
				state.keys().put(key, SCRIBBLE, now.session(), 0, index);
			}
		});
	}

	void destroySession() {
		List<String> sessions = List.copyOf(this.stage.model().state().sessions().keySet());
		if (!sessions.isEmpty()) {
			destroy(this.dice.of(sessions));
		}
	}

	void destroy(String session) {
		note("destroys", RecordingConsul.brief(session));
		this.stage.model().operate((state, sessions, index) -> sessions.destroy(state, session, index));
	}

	void removeNode(String node) {
		note("removes", node);
		this.stage.model().operate((state, sessions, index) -> sessions.removeNode(state, node, index));
	}

	/** Deletes any key. */
	void deleteKey() {
		List<Entry> keys = keys();
		if (!keys.isEmpty()) {
			delete(this.dice.of(keys).key());
		}
	}

	void delete(String key) {
		note("deletes", key);
		this.stage.model().operate((state, sessions, index) -> state.keys().remove(key, index));
	}

	/** Servers that lead from now on know of no lock-delay. */
	void forgetLockDelays() {
		note("has Consul restarted from a snapshot of just now");
		this.stage.model().operate((state, sessions, index) -> this.stage.model().lockDelays().forget());
	}

	List<Entry> keys() {
		return List.copyOf(this.stage.model().state().keys().all());
	}

	void note(Object... what) {
		this.stage.timeline().note("operator", what);
	}

}

package io.github.consulleader.simulation;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * One place of a simulation: an agent, and the process that runs beside it. When the
 * process dies another takes its place.
 */
abstract class Site {

	private final SimulatedAgent agent;

	private final Standstill standstill;

	Site(String name, Stage stage) {
		this.agent = new SimulatedAgent("node-" + name, stage.model());
		this.standstill = new Standstill(stage.time());
	}

	SimulatedAgent agent() {
		return this.agent;
	}

	abstract VirtualProcess process();

	abstract SimulatedConsul client();

	/** Whether it has anything that it could lose. */
	abstract boolean believesAny();

	/** SIGKILL. */
	abstract void crash();

	/** Starts a new process where the old one was killed. */
	abstract void boot();

	/** Stops cleanly; tells whether that was confirmed. */
	abstract CompletableFuture<Boolean> stop();

	/** Starts again in the same process, after a stop. */
	abstract void startAgain();

	/** Something throws on its event loop. */
	abstract void fail();

	/** What its user's code does ends soon. */
	abstract void finish();

	/** SIGSTOP, or SIGCONT. */
	void freeze(boolean value) {
		this.standstill.whole(value);
		process().freeze(value);
	}

	/** Its event loop hangs, whatever else goes on in it. */
	void freezeLoop(boolean value) {
		this.standstill.loop(value);
		process().freezeLoop(value);
	}

	/** User code is starved. */
	void freezeWork(boolean value) {
		process().freezeWork(value);
	}

	/** Its machine sleeps, or wakes. */
	void suspend(boolean value) {
		this.standstill.whole(value);
		process().suspend(value);
	}

	/** Whether code of it may run at this moment. */
	boolean isRunning() {
		return process().isAlive() && !this.standstill.isWhole();
	}

	boolean hasBeenAwakeFor(Duration least) {
		return process().isAlive() && this.standstill.isOverFor(least);
	}

	/** A new process moves. */
	void moveAgain() {
		this.standstill.end();
	}

}

package io.github.consulleader.simulation;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * One place of a simulation: an agent, and the process that runs beside it. When the
 * process dies another takes its place.
 */
abstract class Site {

	private final String name;

	private final SimulatedAgent agent;

	private final Standstill standstill;

	private int incarnation;

	Site(String name, Stage stage) {
		this.name = name;
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

	/** What it runs recovers from a failure on its event loop. */
	abstract void recover(Throwable error);

	/** What its user's code does ends soon. */
	abstract void finish();

	/** Something throws on its event loop. */
	void fail() {
		process().loop().execute(() -> {
			throw new DeliberateException();
		});
	}

	/** Something was thrown on its event loop. */
	void failed(Throwable error) {
		if (error instanceof DeliberateException) {
			recover(error);
		}
		else if (error instanceof AssertionError broken) {
			throw broken;
		}
		else {
			throw new AssertionError(this + " failed", error);
		}
	}

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

	/** A new process, which moves. */
	void renew() {
		this.incarnation++;
		this.standstill.end();
	}

	/** Place and process. */
	@Override
	public String toString() {
		return this.name + this.incarnation;
	}

}

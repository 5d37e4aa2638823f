package io.github.consulleader.spring.gate;

import io.github.consulleader.spring.LeaderOnly;

import org.springframework.context.SmartLifecycle;

/**
 * A lifecycle bean that records what is done to it.
 */
@LeaderOnly
class Worker implements SmartLifecycle {

	private final Recorder recorder;

	private final String name;

	private final int phase;

	private volatile boolean running;

	Worker(Recorder recorder, String name, int phase) {
		this.recorder = recorder;
		this.name = name;
		this.phase = phase;
	}

	@Override
	public void start() {
		this.recorder.add("+" + this.name);
		this.running = true;
	}

	@Override
	public void stop() {
		this.recorder.add("-" + this.name);
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return this.phase;
	}

}

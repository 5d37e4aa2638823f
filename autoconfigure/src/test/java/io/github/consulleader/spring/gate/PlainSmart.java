package io.github.consulleader.spring.gate;

import org.springframework.context.SmartLifecycle;

/**
 * A lifecycle bean that does nothing but run.
 */
class PlainSmart implements SmartLifecycle {

	private volatile boolean running;

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}

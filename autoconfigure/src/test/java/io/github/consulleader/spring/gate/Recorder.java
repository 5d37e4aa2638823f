package io.github.consulleader.spring.gate;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What happened, in order.
 */
final class Recorder {

	final List<String> steps = new CopyOnWriteArrayList<>();

	void add(String step) {
		this.steps.add(step);
	}

}

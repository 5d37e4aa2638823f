package io.github.consulleader.engine;

/**
 * Numbers what is sent to Consul, so that it is known which answer was asked for after
 * which write. Event loop only.
 */
final class Sequence {

	private long last;

	long next() {
		return ++this.last;
	}

	long last() {
		return this.last;
	}

}

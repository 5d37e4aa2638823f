package io.github.consulleader.benchmarks.pause;

import java.util.concurrent.atomic.AtomicLong;

import io.github.consulleader.benchmarks.process.Channel;
import io.github.consulleader.benchmarks.process.Event;

/** A process that keeps one core busy until it is ended. */
final class BusyProcess {

	private final AtomicLong turns = new AtomicLong();

	private BusyProcess() {
	}

	/**
	 * Runs until it is ended.
	 * @param args none
	 */
	public static void main(String... args) {
		BusyProcess process = new BusyProcess();
		Thread busy = new Thread(process::turn, "busy");
		busy.setDaemon(true);
		busy.start();
		Channel channel = new Channel();
		channel.tell(Event.READY);
		channel.obey((command) -> channel.tell(new Event(Event.FIGURE, System.nanoTime(), process.turns.get())));
	}

	private void turn() {
		while (true) {
			this.turns.incrementAndGet();
		}
	}

}

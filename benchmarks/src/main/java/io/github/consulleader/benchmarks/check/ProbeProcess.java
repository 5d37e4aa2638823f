package io.github.consulleader.benchmarks.check;

import io.github.consulleader.benchmarks.process.Channel;
import io.github.consulleader.benchmarks.process.Event;

/** A process with nothing but a socket that an agent can try. */
final class ProbeProcess {

	private ProbeProcess() {
	}

	/**
	 * Runs until it is ended.
	 * @param args what is tried, and the backlog
	 */
	public static void main(String... args) throws Exception {
		ProbeSocket socket = new ProbeSocket(Detector.Probe.valueOf(args[0]), Integer.parseInt(args[1]));
		Channel channel = new Channel();
		channel.tell(Event.READY);
		channel.obey((command) -> {
			int figure = command.equals("port") ? socket.port() : socket.accepted();
			channel.tell(new Event(Event.FIGURE, System.nanoTime(), figure));
			channel.tell(Event.DONE);
		});
	}

}

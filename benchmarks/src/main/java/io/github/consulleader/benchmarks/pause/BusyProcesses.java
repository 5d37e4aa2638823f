package io.github.consulleader.benchmarks.pause;

import java.util.ArrayList;
import java.util.List;

import io.github.consulleader.benchmarks.process.Event;
import io.github.consulleader.benchmarks.process.Jvm;

/** One busy process for each core, at the niceness of everything else. */
public final class BusyProcesses implements AutoCloseable {

	private final List<Jvm> busy = new ArrayList<>();

	private final double before;

	/** Starts them. */
	public BusyProcesses() {
		for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
			this.busy.add(Jvm.start("busy-" + i, BusyProcess.class.getName(), List.of(), List.of()));
		}
		this.before = turns();
	}

	private double turns() {
		return this.busy.stream().mapToDouble((jvm) -> {
			jvm.send("turns");
			return jvm.await(Event.FIGURE).value();
		}).sum();
	}

	/** Otherwise what was measured would show nothing. */
	public void mustHaveBeenBusy() {
		if (turns() <= this.before) {
			throw new IllegalStateException("Nobody was busy: this would show nothing");
		}
	}

	@Override
	public void close() {
		this.busy.forEach(Jvm::close);
	}

}

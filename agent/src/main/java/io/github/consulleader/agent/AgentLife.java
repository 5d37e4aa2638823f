package io.github.consulleader.agent;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * The starts and ends of one agent. Transitions exclude each other; signals do not wait
 * for them.
 */
final class AgentLife {

	private final ConsulBinary binary;

	private final AgentOptions options;

	private final AgentPorts ports;

	private final AgentHttp http;

	private final AgentFolder folder;

	private final LogTail log;

	private final ReentrantLock transitions = new ReentrantLock();

	private volatile @Nullable AgentProcess process;

	private volatile String mark = "";

	private volatile boolean closed;

	AgentLife(ConsulBinary binary, AgentOptions options, AgentPorts ports, AgentHttp http) {
		this.binary = binary;
		this.options = options;
		this.ports = ports;
		this.http = http;
		this.folder = AgentFolder.create(options.folder());
		this.log = new LogTail(options.name());
	}

	void start() {
		exclusively(() -> {
			if (!isAlive()) {
				launch();
				awaitReady();
			}
		});
	}

	void launch() {
		exclusively(() -> {
			if (this.closed) {
				throw new ConsulAgentException("The agent " + this.options.name() + " was closed");
			}
			new FreePorts(this.options.address()).require(this.ports);
			// A mark for each life: an answer of an earlier one proves nothing.
			this.mark = UUID.randomUUID().toString();
			List<String> command = new ConfigFiles(this.binary, this.options).write(this.folder.path(), this.ports,
					this.mark);
			this.process = AgentProcess.start(command, this.folder.removedWhenOrphaned(), this.log::add);
		});
	}

	void awaitReady() {
		exclusively(() -> {
			AgentProcess current = process();
			try {
				new Readiness(this.options, this.http, this.mark, current, this.log).await();
			}
			catch (RuntimeException ex) {
				current.kill();
				throw ex;
			}
		});
	}

	void stop() {
		exclusively(() -> stop(this.options.stopTimeout()));
	}

	void restart() {
		exclusively(() -> {
			stop();
			start();
		});
	}

	void close() {
		exclusively(() -> {
			this.closed = true;
			// Nobody will miss a clean leave of a node whose data goes with it.
			stop(this.folder.temporary() ? Duration.ofSeconds(1) : this.options.stopTimeout());
			this.folder.delete();
		});
	}

	private void stop(Duration grace) {
		AgentProcess current = this.process;
		if (current != null) {
			current.stop(grace);
		}
	}

	void kill() {
		AgentProcess current = this.process;
		if (current != null) {
			current.kill();
		}
	}

	AgentProcess process() {
		AgentProcess current = this.process;
		if (current == null) {
			throw new ConsulAgentException("The agent " + this.options.name() + " was never started");
		}
		return current;
	}

	boolean isAlive() {
		AgentProcess current = this.process;
		return current != null && current.isAlive();
	}

	List<String> logTail() {
		return this.log.lines();
	}

	private void exclusively(Runnable transition) {
		this.transitions.lock();
		try {
			transition.run();
		}
		finally {
			this.transitions.unlock();
		}
	}

}

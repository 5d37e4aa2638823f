package io.github.consulleader.agent;

/**
 * Another process holds a port that the agent has to listen on. Thrown only for ports
 * that were asked for, or that a restart must use again; ports that are ours to choose
 * are chosen anew.
 */
public final class PortTakenException extends ConsulAgentException {

	private static final long serialVersionUID = 1L;

	PortTakenException(String message) {
		super(message);
	}

}

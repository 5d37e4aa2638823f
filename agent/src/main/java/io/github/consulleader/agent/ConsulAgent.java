package io.github.consulleader.agent;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A real Consul agent that runs as a child process of this JVM and ends with it.
 * <p>
 * {@link #dev()} is all that most tests need. An agent keeps its address, ports and
 * folder from its first start until it is closed; whether it keeps its data over a stop
 * is a matter of {@link ConsulAgentBuilder#onDisk()}. Its log goes to the slf4j logger
 * {@code consul.<node name>}, with its own levels.
 * <p>
 * Safe for use by several threads. {@link #start()}, {@link #stop()}, {@link #restart()}
 * and {@link #close()} exclude each other, {@link #kill()}, {@link #pause()} and
 * {@link #resume()} take effect at any time.
 */
public final class ConsulAgent implements AutoCloseable {

	private static final Duration CLI_TIMEOUT = Duration.ofSeconds(15);

	private final ConsulBinary binary;

	private final AgentOptions options;

	private final AgentPorts ports;

	private final AgentLife life;

	ConsulAgent(ConsulBinary binary, AgentOptions options, AgentPorts ports) {
		this.binary = binary;
		this.options = options;
		this.ports = ports;
		this.life = new AgentLife(binary, options, ports, http());
	}

	/**
	 * Starts an agent in memory, by itself, on free ports of 127.0.0.1.
	 * @return a running agent that has a leader
	 * @throws ConsulNotFoundException if there is no executable
	 * @throws ConsulAgentException if it does not become ready
	 */
	public static ConsulAgent dev() {
		return builder().start();
	}

	/**
	 * Lets options be chosen.
	 * @return a builder whose defaults are those of {@link #dev()}
	 */
	public static ConsulAgentBuilder builder() {
		return new ConsulAgentBuilder();
	}

	/**
	 * Starts it again after a {@link #stop()}, a {@link #kill()} or an end of its own, on
	 * the same ports and folder. Does nothing if it runs.
	 * @throws PortTakenException if another process has taken a port meanwhile
	 * @throws ConsulAgentException if it does not become ready in time; it does not run
	 * then
	 */
	public void start() {
		this.life.start();
	}

	/** Starts the process and returns at once. */
	void launch() {
		this.life.launch();
	}

	void awaitReady() {
		this.life.awaitReady();
	}

	/**
	 * Asks it to end and waits until it has; after the time-out it is ended by force. A
	 * client agent leaves its cluster by this, a server stays a member that has failed. A
	 * paused agent is resumed first. Does nothing if it does not run.
	 */
	public void stop() {
		this.life.stop();
	}

	/**
	 * {@link #stop()} and {@link #start()}.
	 */
	public void restart() {
		this.life.restart();
	}

	/**
	 * Ends it with SIGKILL and waits until it has gone. Does nothing if it does not run.
	 */
	public void kill() {
		this.life.kill();
	}

	/**
	 * Halts it with SIGSTOP: it keeps its sockets open and answers nothing, from the
	 * return of this method on.
	 * @throws ConsulAgentException if it does not run or does not stand still in time
	 */
	public void pause() {
		this.life.process().pause();
	}

	/**
	 * Lets it go on with SIGCONT. No effect if it was not paused.
	 * @throws ConsulAgentException if it does not run
	 */
	public void resume() {
		this.life.process().resume();
	}

	/**
	 * Ends it and removes its folder. One with a folder that was chosen by the caller is
	 * ended as by {@link #stop()} and keeps it; others get one second before they are
	 * ended by force. It cannot be started again. Further calls do nothing.
	 */
	@Override
	public void close() {
		this.life.close();
	}

	/**
	 * Runs {@code consul} with arguments against this agent, for 15 seconds at most.
	 * @param arguments for example {@code "kv", "get", "some/key"}
	 * @return what it answered, whatever its exit code
	 * @throws ConsulAgentException if it does not end in time or cannot be run
	 */
	public CliResult consul(String... arguments) {
		return CliResult.of(consulCommand(arguments), CLI_TIMEOUT);
	}

	/**
	 * Prepares {@code consul} with arguments against this agent, for commands that run
	 * on, such as {@code lock}. Address and token are set in its environment; variables
	 * of Consul that this JVM inherited are not passed on.
	 * @param arguments for example {@code "lock", "some/prefix", "sleep 10"}
	 * @return a command to be started by the caller, whose process it is then
	 */
	public ProcessBuilder consulCommand(String... arguments) {
		List<String> command = new ArrayList<>(List.of(this.binary.path().toString()));
		command.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(command);
		builder.environment().keySet().removeIf((name) -> name.startsWith("CONSUL_"));
		builder.environment().put("CONSUL_HTTP_ADDR", httpAddress().toString());
		if (this.options.token() != null) {
			builder.environment().put("CONSUL_HTTP_TOKEN", this.options.token());
		}
		return builder;
	}

	AgentHttp http() {
		return new AgentHttp(httpAddress(), this.options.token());
	}

	/** How servers name this one when it leads. */
	String serverAddress() {
		return host() + ":" + this.ports.server();
	}

	/**
	 * The address of the HTTP API.
	 * @return for example {@code http://127.0.0.1:21500}
	 */
	public URI httpAddress() {
		return URI.create("http://" + host() + ":" + httpPort());
	}

	/**
	 * The port of the HTTP API.
	 * @return the port, the same as long as this object lives
	 */
	public int httpPort() {
		return this.ports.http();
	}

	/**
	 * The port of the HTTPS API.
	 * @return the port, or -1 if {@link ConsulAgentBuilder#https()} was not chosen
	 */
	public int httpsPort() {
		return this.ports.https();
	}

	/**
	 * The address it binds to and answers on.
	 * @return an IP address
	 */
	public String host() {
		return this.options.address();
	}

	/**
	 * The process id of Consul itself (not of the shell that supervises it).
	 * @return the id of the latest process
	 * @throws ConsulAgentException if it was never started
	 */
	public long pid() {
		return this.life.process().pid();
	}

	/**
	 * Its name as a node.
	 * @return the node name
	 */
	public String nodeName() {
		return this.options.name();
	}

	/**
	 * Its datacenter.
	 * @return the name of the datacenter
	 */
	public String datacenter() {
		return this.options.datacenter();
	}

	/**
	 * Whether its process is there, be it ready, paused or still starting.
	 * @return whether it runs
	 */
	public boolean isAlive() {
		return this.life.isAlive();
	}

	/** Whether it could answer: it runs and was not paused by us. */
	boolean canAnswer() {
		return isAlive() && !this.life.process().isPaused();
	}

	/**
	 * The last lines of its log, over restarts.
	 * @return at most 200 lines, oldest first
	 */
	public List<String> logTail() {
		return this.life.logTail();
	}

	/**
	 * The executable that it runs.
	 * @return an absolute path
	 */
	public Path binary() {
		return this.binary.path();
	}

	@Override
	public String toString() {
		return nodeName() + " at " + httpAddress();
	}

}

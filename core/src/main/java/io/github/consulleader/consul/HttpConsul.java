package io.github.consulleader.consul;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * Consul over its HTTP API.
 * <p>
 * Each {@link #watch} has a connection, all other calls share two: only one beside three
 * watches, so that there are four in all as long as Consul answers. {@link #pass},
 * {@link #renewSession}, listings that are {@link Consistency#QUORUM} and transactions
 * that only look go first, and past what has had no answer for a quarter of the time-out;
 * else in order of arrival; time spent waiting counts towards the time-out. Of each kind
 * of call at most three are unanswered at a time, since Consul may be busy with one for
 * half a minute after it was given up; a call beyond these, and one whose time-out passed
 * before it was sent, is answered {@link Refusal#BUSY}.
 * <p>
 * With {@link #share()} others use the same connections. They take turns with what is
 * alike urgent, and none is refused for what another has unanswered.
 * <p>
 * Calls on keys and sessions name the datacenter of the {@link ConsulConnection}, or else
 * the one that {@link #self()} has found. The ACL token is asked for when a call is sent.
 * A key that the token may not read looks like one that does not exist: Consul does not
 * tell them apart.
 * <p>
 * Safe for use by any thread, also an interrupted one. Futures complete on daemon threads
 * of this object that others wait for: do not block in what depends on them.
 */
public final class HttpConsul implements Consul, AutoCloseable {

	private final Duration timeout;

	private final Wire wire;

	private final Timers timers;

	private final ClientQueue lane;

	private final FailureMessages trouble;

	private final boolean agentCheck;

	private volatile @Nullable String datacenter;

	/**
	 * Makes a client; nothing is sent yet.
	 * @param connection how to reach Consul; the request time-out holds for each call
	 * @throws IllegalArgumentException if the address is not one of http or https, or
	 * names no host
	 */
	public HttpConsul(ConsulConnection connection) {
		URI address = connection.address();
		if (!address.isAbsolute() || !address.getScheme().matches("(?i)https?")) {
			throw new IllegalArgumentException("Consul's address must begin with http:// or https://, not " + address);
		}
		this.timeout = connection.requestTimeout();
		this.datacenter = connection.datacenter();
		this.trouble = new FailureMessages(address);
		this.agentCheck = connection.agentCheck();
		this.wire = new Transport(connection);
		this.timers = new Timers();
		this.lane = new RequestScheduler().open();
	}

	private HttpConsul(Script script) {
		this.timeout = Duration.ofSeconds(1);
		this.trouble = new FailureMessages(URI.create("http://localhost"));
		this.agentCheck = true;
		this.wire = new ScriptedWire(script);
		this.timers = new Timers();
		this.lane = new RequestScheduler().open();
	}

	/**
	 * Makes a client that reaches nobody: a script answers, on the thread that asks. All
	 * else is as ever, so that it can be warmed up.
	 * @param script what is answered
	 * @return the client
	 */
	public static HttpConsul scripted(Script script) {
		return new HttpConsul(script);
	}

	private HttpConsul(HttpConsul other, ClientQueue lane) {
		this.timeout = other.timeout;
		this.datacenter = other.datacenter;
		this.trouble = other.trouble;
		this.agentCheck = other.agentCheck;
		this.wire = other.wire;
		this.timers = other.timers;
		this.lane = lane;
	}

	/**
	 * Lets somebody else use the same connections, with unanswered calls of its own. Each
	 * is closed by itself, in any order; the last one closes the connections.
	 * @return a client for somebody else
	 * @throws IllegalStateException if this one is closed
	 */
	public HttpConsul share() {
		ClientQueue another = this.lane.another();
		if (another == null) {
			throw new IllegalStateException("This client of Consul is closed");
		}
		return new HttpConsul(this, another);
	}

	@Override
	public CompletableFuture<Answer<AgentInfo>> self() {
		return send(RequestType.AGENT, "GET", Target.of("/v1/agent/self"), null, (reply) -> {
			Answer<AgentInfo> answer = AnswerMapper.self(reply);
			if (this.datacenter == null && answer instanceof Answer.Done<AgentInfo> done) {
				this.datacenter = done.value().datacenter();
			}
			return answer;
		});
	}

	@Override
	public CompletableFuture<Answer<Ack>> register(CheckRegistration registration) {
		return send(RequestType.AGENT, "PUT", Target.of("/v1/agent/service/register"), RequestBody.of(registration),
				AnswerMapper::ack);
	}

	@Override
	public CompletableFuture<Answer<Ack>> pass(String checkId) {
		return send(RequestType.PASS, "PUT", Target.of("/v1/agent/check/pass/", checkId), null, AnswerMapper::ack);
	}

	/**
	 * {@inheritDoc} A change is noticed when a request is sent with it.
	 */
	@Override
	public int tokenVersion() {
		return this.wire.tokenVersion();
	}

	@Override
	public boolean agentCheck() {
		return this.agentCheck;
	}

	@Override
	public CompletableFuture<Answer<Ack>> deregister(String serviceId) {
		return send(RequestType.AGENT, "PUT", Target.of("/v1/agent/service/deregister/", serviceId), null,
				AnswerMapper::deregistered);
	}

	@Override
	public CompletableFuture<Answer<String>> createSession(SessionSpec spec) {
		return send(RequestType.SESSION, "PUT", here(Target.of("/v1/session/create")), RequestBody.of(spec),
				AnswerMapper::created);
	}

	@Override
	public CompletableFuture<Answer<Duration>> renewSession(String sessionId) {
		return send(RequestType.RENEW, "PUT", here(Target.of("/v1/session/renew/", sessionId)), null,
				AnswerMapper::renewed);
	}

	@Override
	public CompletableFuture<Answer<Boolean>> hasSession(String sessionId) {
		return send(RequestType.RENEW, "GET", here(Target.of("/v1/session/info/", sessionId)).with("consistent"), null,
				AnswerMapper::known);
	}

	@Override
	public CompletableFuture<Answer<Ack>> destroySession(String sessionId) {
		return send(RequestType.SESSION, "PUT", here(Target.of("/v1/session/destroy/", sessionId)), null,
				AnswerMapper::ack);
	}

	@Override
	public CompletableFuture<Answer<List<Entry>>> transact(List<Operation> operations) {
		List<Operation> copy = List.copyOf(operations);
		boolean writes = copy.stream().anyMatch(Operation::writes);
		Target target = here(Target.of("/v1/txn"));
		return send(writes ? RequestType.TRANSACT : RequestType.CONFIRM, "PUT",
				writes ? target : target.with("consistent"), RequestBody.of(copy), AnswerMapper.transacted(copy));
	}

	@Override
	public CompletableFuture<Answer<Listing>> list(String prefix, Consistency consistency) {
		Target target = here(Target.ofKey("/v1/kv/", prefix).with("recurse"));
		if (consistency == Consistency.QUORUM) {
			return send(RequestType.CONFIRM, "GET", target.with("consistent"), null, AnswerMapper::listed);
		}
		return send(RequestType.LIST, "GET", target, null, AnswerMapper::listed);
	}

	@Override
	public CompletableFuture<Answer<Listing>> watch(String prefix, long index, Duration wait) {
		Target target = here(Target.ofKey("/v1/kv/", prefix)
			.with("recurse")
			.with("index", Long.toString(Math.max(1, index)))
			.with("wait", GoDuration.format(wait)));
		Duration longest = wait.plus(wait.dividedBy(16)).plus(this.timeout);
		return send(new Call<>(RequestType.WATCH, "GET", target.toString(), null, longest, AnswerMapper::listed));
	}

	/** Names the datacenter: a lock excludes within one only. */
	private Target here(Target target) {
		return target.with("dc", this.datacenter);
	}

	private <T> CompletableFuture<Answer<T>> send(RequestType kind, String method, Target target, @Nullable String body,
			AnswerReader<T> reader) {
		return send(new Call<>(kind, method, target.toString(), body, this.timeout, reader));
	}

	private <T> CompletableFuture<Answer<T>> send(Call<T> call) {
		return new InFlightCall<>(call, this.wire, this.timers, this.lane, this.trouble).begin();
	}

	/**
	 * Gives up all that is under way: what was sent is answered {@link Answer.Unknown},
	 * what was not, and all that is asked later, {@link Refusal#BUSY}. Connections are
	 * closed and threads end, unless they are shared still. Does not wait for them. Safe
	 * to repeat.
	 */
	@Override
	public void close() {
		if (this.lane.close()) {
			this.wire.close();
			this.timers.close();
		}
	}

}

package io.github.consulleader.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.github.consulleader.consul.Ack;
import io.github.consulleader.consul.AgentInfo;
import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.CheckRegistration;
import io.github.consulleader.consul.Refusal;
import io.github.consulleader.consul.SessionSpec;
import io.github.consulleader.consul.UnexpectedConsul;

/** Answers as it is told, writes down what it is asked, and can keep answers back. */
final class ScriptedConsul extends UnexpectedConsul {

	private final List<String> asked = new ArrayList<>();

	private final Map<String, Answer<?>> script = new HashMap<>();

	private final Map<String, Answer<?>> once = new HashMap<>();

	private final Map<String, List<Runnable>> keptBack = new HashMap<>();

	private final Set<String> failing = new HashSet<>();

	private final List<String> destroyed = new ArrayList<>();

	private final List<SessionSpec> specs = new ArrayList<>();

	private String datacenter = "dc1";

	private Duration grantedTtl = Duration.ofSeconds(10);

	private int sessions;

	private boolean known;

	private int tokenVersion;

	private boolean agentCheck = true;

	private boolean checkLost;

	/** What was asked since the last time that this was asked. */
	List<String> asked() {
		List<String> copy = List.copyOf(this.asked);
		this.asked.clear();
		return copy;
	}

	List<String> destroyed() {
		return this.destroyed;
	}

	List<SessionSpec> specs() {
		return this.specs;
	}

	void datacenter(String name) {
		this.datacenter = name;
	}

	void grantedTtl(Duration ttl) {
		this.grantedTtl = ttl;
	}

	/** Whether a quorum knows the session. */
	void known(boolean value) {
		this.known = value;
	}

	void rotateToken() {
		this.tokenVersion++;
	}

	@Override
	public int tokenVersion() {
		return this.tokenVersion;
	}

	void refuse(String request, Refusal refusal) {
		this.script.put(request, new Answer.Refused<>(refusal, "no: " + refusal));
	}

	void refuseTheToken(String request) {
		this.script.put(request, new Answer.Refused<>(Refusal.DENIED, "Consul does not know it", List.of(), true));
	}

	/** The next such request only, before what the script says. */
	void next(String request, Refusal refusal) {
		this.once.put(request, new Answer.Refused<>(refusal, "no: " + refusal));
	}

	/** The check is missing until it is registered again. */
	void loseTheCheck() {
		this.script.put("pass", new Answer.Refused<>(Refusal.CHECK_MISSING, "lost"));
		this.checkLost = true;
	}

	void wantNoCheck() {
		this.agentCheck = false;
	}

	@Override
	public boolean agentCheck() {
		return this.agentCheck;
	}

	void ignore(String request) {
		this.script.put(request, new Answer.Unknown<>("time-out"));
	}

	/** The next such request throws, as no client should. */
	void fail(String request) {
		this.failing.add(request);
	}

	/** Answers that it is done, but not what came of it. */
	void answerNothing(String request) {
		this.script.put(request, new Answer.Done<>(null));
	}

	void comply(String request) {
		this.script.remove(request);
	}

	void keepBack(String request) {
		this.keptBack.put(request, new ArrayList<>());
	}

	void deliver(String request) {
		this.keptBack.remove(request).forEach(Runnable::run);
	}

	@SuppressWarnings("unchecked")
	private <T> CompletableFuture<Answer<T>> answer(String request, T value) {
		this.asked.add(request);
		if (this.failing.remove(request)) {
			throw new IllegalStateException("deliberate: " + request);
		}
		Answer<?> scripted = this.script.getOrDefault(request, new Answer.Done<>(value));
		Answer<?> first = this.once.remove(request);
		Answer<T> answer = (Answer<T>) ((first != null) ? first : scripted);
		CompletableFuture<Answer<T>> future = new CompletableFuture<>();
		List<Runnable> waiting = this.keptBack.get(request);
		if (waiting != null) {
			waiting.add(() -> future.complete(answer));
		}
		else {
			future.complete(answer);
		}
		return future;
	}

	@Override
	public CompletableFuture<Answer<AgentInfo>> self() {
		return answer("self", new AgentInfo("node", this.datacenter, "1.8.7"));
	}

	@Override
	public CompletableFuture<Answer<Ack>> register(CheckRegistration registration) {
		if (this.checkLost) {
			this.checkLost = false;
			comply("pass");
		}
		return answer("register", Ack.OK);
	}

	@Override
	public CompletableFuture<Answer<Ack>> pass(String checkId) {
		return answer("pass", Ack.OK);
	}

	@Override
	public CompletableFuture<Answer<Ack>> deregister(String serviceId) {
		return answer("deregister", Ack.OK);
	}

	@Override
	public CompletableFuture<Answer<String>> createSession(SessionSpec spec) {
		this.specs.add(spec);
		this.sessions++;
		return answer("create", "session-" + this.sessions);
	}

	@Override
	public CompletableFuture<Answer<Duration>> renewSession(String sessionId) {
		return answer("renew", this.grantedTtl);
	}

	@Override
	public CompletableFuture<Answer<Boolean>> hasSession(String sessionId) {
		return answer("ask a quorum", this.known);
	}

	@Override
	public CompletableFuture<Answer<Ack>> destroySession(String sessionId) {
		if (!this.script.containsKey("destroy")) {
			this.destroyed.add(sessionId);
		}
		return answer("destroy", Ack.OK);
	}

}

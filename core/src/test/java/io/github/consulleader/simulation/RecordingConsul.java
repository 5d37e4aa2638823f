package io.github.consulleader.simulation;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import io.github.consulleader.consul.Ack;
import io.github.consulleader.consul.AgentInfo;
import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.CheckRegistration;
import io.github.consulleader.consul.Consistency;
import io.github.consulleader.consul.Consul;
import io.github.consulleader.consul.Entry;
import io.github.consulleader.consul.Listing;
import io.github.consulleader.consul.Operation;
import io.github.consulleader.consul.SessionSpec;

/**
 * Notes what a process asks and is answered.
 *
 * @param who the process
 * @param consul whom it asks
 * @param timeline where it is noted
 */
record RecordingConsul(String who, Consul consul, Timeline timeline) implements Consul {

	@Override
	public CompletableFuture<Answer<AgentInfo>> self() {
		return noted(this.consul.self(), "self");
	}

	@Override
	public CompletableFuture<Answer<Ack>> register(CheckRegistration registration) {
		return noted(this.consul.register(registration), "register");
	}

	@Override
	public CompletableFuture<Answer<Ack>> pass(String checkId) {
		return noted(this.consul.pass(checkId), "pass");
	}

	@Override
	public CompletableFuture<Answer<Ack>> deregister(String serviceId) {
		return noted(this.consul.deregister(serviceId), "deregister");
	}

	@Override
	public CompletableFuture<Answer<String>> createSession(SessionSpec spec) {
		return noted(this.consul.createSession(spec), "create session");
	}

	@Override
	public CompletableFuture<Answer<Duration>> renewSession(String sessionId) {
		return noted(this.consul.renewSession(sessionId), "renew " + brief(sessionId));
	}

	@Override
	public CompletableFuture<Answer<Boolean>> hasSession(String sessionId) {
		return noted(this.consul.hasSession(sessionId), "ask a quorum for " + brief(sessionId));
	}

	@Override
	public CompletableFuture<Answer<Ack>> destroySession(String sessionId) {
		return noted(this.consul.destroySession(sessionId), "destroy " + brief(sessionId));
	}

	@Override
	public CompletableFuture<Answer<List<Entry>>> transact(List<Operation> operations) {
		String text = operations.stream().map(RecordingConsul::text).collect(Collectors.joining(", "));
		return noted(this.consul.transact(operations), "transact [" + text + "]");
	}

	@Override
	public CompletableFuture<Answer<Listing>> list(String prefix, Consistency consistency) {
		return noted(this.consul.list(prefix, consistency), "list " + prefix + " " + consistency);
	}

	@Override
	public CompletableFuture<Answer<Listing>> watch(String prefix, long index, Duration wait) {
		return noted(this.consul.watch(prefix, index, wait), "watch " + prefix + " from " + index);
	}

	private <T> CompletableFuture<Answer<T>> noted(CompletableFuture<Answer<T>> future, String what) {
		this.timeline.message(this.who, "->", what);
		CompletableFuture<Answer<T>> unused = future.whenComplete((answer, cancelled) -> this.timeline.message(this.who,
				"<-", what, ":", (answer != null) ? text(answer) : "cancelled"));
		return future;
	}

	private static String text(Answer<?> answer) {
		if (answer instanceof Answer.Done<?> done) {
			return (done.value() instanceof Listing listing)
					? "index " + listing.index() + " " + text(listing.entries())
					: (done.value() instanceof List<?> entries) ? text(entries) : String.valueOf(done.value());
		}
		return answer.toString();
	}

	private static String text(List<?> entries) {
		return entries.stream()
			.map((each) -> (each instanceof Entry entry) ? last(entry.key()) + "@" + entry.modifyIndex()
					+ ((entry.session() != null) ? " held by " + brief(entry.session()) : "")
					+ (last(entry.key()).endsWith("term") ? " " + entry.value() : "") : each.toString())
			.collect(Collectors.joining(", ", "{", "}"));
	}

	private static String text(Operation operation) {
		String key = last(operation.key());
		if (operation instanceof Operation.Lock lock) {
			return "lock " + key + " for " + brief(lock.session());
		}
		if (operation instanceof Operation.Unlock unlock) {
			return "unlock " + key + " of " + brief(unlock.session());
		}
		if (operation instanceof Operation.Set set) {
			return "set " + key + " " + set.value();
		}
		if (operation instanceof Operation.CheckIndex check) {
			return "if " + key + "@" + check.index();
		}
		if (operation instanceof Operation.CheckSession check) {
			return "if " + key + " held by " + brief(check.session());
		}
		return operation.getClass().getSimpleName() + " " + key;
	}

	static String brief(String session) {
		return session.substring(0, Math.min(4, session.length()));
	}

	private static String last(String key) {
		String[] parts = key.split("/", -1);
		return parts[Math.max(0, parts.length - 2)] + "/" + parts[parts.length - 1];
	}

}

package io.github.consulleader.consul;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A port to Consul that nobody should use: a fake overrides what its tests are about, and
 * everything else fails them by its name.
 */
public abstract class UnexpectedConsul implements Consul {

	@Override
	public CompletableFuture<Answer<AgentInfo>> self() {
		throw unexpected("self");
	}

	@Override
	public CompletableFuture<Answer<Ack>> register(CheckRegistration registration) {
		throw unexpected("register " + registration.checkId());
	}

	@Override
	public CompletableFuture<Answer<Ack>> pass(String checkId) {
		throw unexpected("pass " + checkId);
	}

	@Override
	public CompletableFuture<Answer<Ack>> deregister(String serviceId) {
		throw unexpected("deregister " + serviceId);
	}

	@Override
	public CompletableFuture<Answer<String>> createSession(SessionSpec spec) {
		throw unexpected("create session " + spec);
	}

	@Override
	public CompletableFuture<Answer<Duration>> renewSession(String sessionId) {
		throw unexpected("renew " + sessionId);
	}

	@Override
	public CompletableFuture<Answer<Boolean>> hasSession(String sessionId) {
		throw unexpected("ask a quorum for " + sessionId);
	}

	@Override
	public CompletableFuture<Answer<Ack>> destroySession(String sessionId) {
		throw unexpected("destroy " + sessionId);
	}

	@Override
	public CompletableFuture<Answer<List<Entry>>> transact(List<Operation> operations) {
		throw unexpected("transact " + operations);
	}

	@Override
	public CompletableFuture<Answer<Listing>> list(String prefix, Consistency consistency) {
		throw unexpected("list " + prefix);
	}

	@Override
	public CompletableFuture<Answer<Listing>> watch(String prefix, long index, Duration wait) {
		throw unexpected("watch " + prefix);
	}

	private static AssertionError unexpected(String request) {
		return new AssertionError("not expected to be asked here: " + request);
	}

}

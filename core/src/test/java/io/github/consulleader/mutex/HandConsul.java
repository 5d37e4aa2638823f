package io.github.consulleader.mutex;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

import io.github.consulleader.consul.Ack;
import io.github.consulleader.consul.AgentInfo;
import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.Consul;
import io.github.consulleader.consul.Entry;
import io.github.consulleader.consul.Listing;
import io.github.consulleader.consul.Operation;
import io.github.consulleader.consul.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * A Consul of a few keys, for tests that set the clocks by hand. Sessions live for ever;
 * nothing is answered late but what is asked to confirm something or is held back.
 */
final class HandConsul {

	private final TreeMap<String, Entry> keys = new TreeMap<>();

	private final List<List<Operation>> writes = new ArrayList<>();

	private final List<List<Operation>> confirmations = new ArrayList<>();

	private final List<CompletableFuture<Answer<List<Entry>>>> waiting = new ArrayList<>();

	private boolean holdsBack;

	private int looks;

	private long index = 100;

	Consul consul() {
		return (Consul) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Consul.class },
				(proxy, method, arguments) -> ask(method, arguments));
	}

	@SuppressWarnings("unchecked")
	private Object ask(Method method, Object[] arguments) {
		return switch (method.getName()) {
			case "self" -> done(new AgentInfo("node", "dc1", "1.8.7"));
			case "createSession" -> done("session");
			case "renewSession" -> done(Duration.ofSeconds(10));
			case "register", "pass", "deregister", "destroySession" -> done(Ack.OK);
			case "list" -> {
				this.looks++;
				yield done(new Listing(List.copyOf(this.keys.values()), this.index));
			}
			case "watch" -> new CompletableFuture<>();
			case "transact" -> transact((List<Operation>) arguments[0]);
			case "tokenVersion" -> 0;
			case "agentCheck" -> true;
			default -> throw new IllegalStateException(method.getName());
		};
	}

	private static <T> CompletableFuture<Answer<T>> done(T value) {
		return CompletableFuture.completedFuture(new Answer.Done<>(value));
	}

	private CompletableFuture<Answer<List<Entry>>> transact(List<Operation> operations) {
		boolean writing = operations.stream().anyMatch(Operation::writes);
		(writing ? this.writes : this.confirmations).add(operations);
		CompletableFuture<Answer<List<Entry>>> answer = new CompletableFuture<>();
		if (writing && !this.holdsBack) {
			answer.complete(applied(operations));
		}
		else {
			this.waiting.add(answer);
		}
		return answer;
	}

	Answer<List<Entry>> applied(List<Operation> operations) {
		if (!operations.stream().allMatch(this::passes)) {
			return new Answer.Refused<>(Refusal.CONFLICT, "no");
		}
		this.index++;
		List<Entry> entries = new ArrayList<>();
		for (Operation operation : operations) {
			if (operation instanceof Operation.Lock lock) {
				entries.add(put(lock.key(), lock.value(), lock.session(), lock.flags()));
			}
			else if (operation instanceof Operation.Unlock unlock) {
				entries.add(put(unlock.key(), unlock.value(), null, unlock.flags()));
			}
			else if (operation instanceof Operation.Delete delete) {
				this.keys.remove(delete.key());
			}
		}
		return new Answer.Done<>(entries);
	}

	private boolean passes(Operation operation) {
		Entry entry = this.keys.get(operation.key());
		if (operation instanceof Operation.CheckIndex check) {
			return entry != null && entry.modifyIndex() == check.index();
		}
		return !(operation instanceof Operation.CheckNotExists) || entry == null;
	}

	private Entry put(String key, String value, @Nullable String session, long flags) {
		Entry old = this.keys.get(key);
		Entry entry = new Entry(key, value, session, flags, (old != null) ? old.createIndex() : this.index, this.index);
		this.keys.put(key, entry);
		return entry;
	}

	/** Somebody else writes a key. */
	Entry write(String key, String value, @Nullable String session, long flags) {
		this.index++;
		return put(key, value, session, flags);
	}

	void remove(String key) {
		this.index++;
		this.keys.remove(key);
	}

	@Nullable Entry entry(String key) {
		return this.keys.get(key);
	}

	/** From now on writes wait for their answers, too. */
	void holdBack(boolean value) {
		this.holdsBack = value;
	}

	/** What was asked to confirm something. */
	List<List<Operation>> confirmations() {
		return this.confirmations;
	}

	List<List<Operation>> writes() {
		return this.writes;
	}

	int looks() {
		return this.looks;
	}

	/** Answers the oldest request that waits. */
	void answer(Answer<List<Entry>> answer) {
		this.waiting.remove(0).complete(answer);
	}

	/** Answers the oldest request to confirm something by what there is. */
	void confirm() {
		List<Operation> asked = this.confirmations.get(this.confirmations.size() - this.waiting.size());
		answer(asked.stream().allMatch(this::passes) ? new Answer.Done<>(List.of())
				: new Answer.Refused<>(Refusal.CONFLICT, "no"));
	}

}

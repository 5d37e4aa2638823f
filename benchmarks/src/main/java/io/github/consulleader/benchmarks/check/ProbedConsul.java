package io.github.consulleader.benchmarks.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

import io.github.consulleader.benchmarks.contest.ConsulWire;
import io.github.consulleader.consul.Ack;
import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.CheckRegistration;
import io.github.consulleader.consul.Consul;
import io.github.consulleader.consul.SessionSpec;
import org.jspecify.annotations.Nullable;

/**
 * The product's wire with one difference: beside its TTL check a service gets a check of
 * our socket, and a session that hangs on the one hangs on the other, too.
 */
final class ProbedConsul {

	private static final long LOOK_EVERY_NANOS = 20_000_000;

	/** Consul tries a new check for the first time within its interval, of 1 s. */
	private static final int MOST_LOOKS = 150;

	private final Consul wire;

	private final ConsulWire agent;

	private final ProbeSocket socket;

	private final Detector.Probe probe;

	private final Runnable sessionMade;

	ProbedConsul(Consul wire, ConsulWire agent, ProbeSocket socket, Detector.Probe probe, Runnable sessionMade) {
		this.wire = wire;
		this.agent = agent;
		this.socket = socket;
		this.probe = probe;
		this.sessionMade = sessionMade;
	}

	Consul asConsul() {
		return (Consul) Proxy.newProxyInstance(Consul.class.getClassLoader(), new Class<?>[] { Consul.class },
				(proxy, method, arguments) -> switch (method.getName()) {
					case "register" -> register((CheckRegistration) arguments[0]);
					case "createSession" -> create((SessionSpec) arguments[0]);
					default -> {
						try {
							yield method.invoke(this.wire, arguments);
						}
						catch (InvocationTargetException ex) {
							throw ex.getCause();
						}
					}
				});
	}

	private CompletableFuture<Answer<Ack>> register(CheckRegistration registration) {
		CompletableFuture<Answer<Ack>> registered = this.wire.register(registration);
		if (this.probe == Detector.Probe.NONE) {
			return registered;
		}
		return registered.thenApplyAsync((answer) -> {
			if (answer instanceof Answer.Done) {
				probe(registration.serviceId(), registration.checkId() + "-socket");
			}
			return answer;
		});
	}

	/** A session cannot be made before the agent has reached the socket once. */
	private void probe(String serviceId, String id) {
		try {
			String check = ProbeSocket.check(this.probe, this.socket.port(), id, "10s");
			this.agent.put("/v1/agent/check/register", check + ",\"ServiceID\":\"" + serviceId + "\"}");
			for (int i = 0; i < MOST_LOOKS; i++) {
				if (Checks.isPassing(this.agent, id)) {
					return;
				}
				LockSupport.parkNanos(LOOK_EVERY_NANOS);
			}
			throw new IllegalStateException("The agent does not reach the socket");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private CompletableFuture<Answer<String>> create(SessionSpec spec) {
		List<String> checks = new ArrayList<>(spec.checks());
		if (this.probe != Detector.Probe.NONE) {
			spec.checks().stream().filter((id) -> id.endsWith("-alive")).forEach((id) -> checks.add(id + "-socket"));
		}
		return this.wire
			.createSession(new SessionSpec(spec.name(), spec.ttl(), spec.lockDelay(), checks, spec.behavior()))
			.whenComplete((@Nullable Answer<String> answer, @Nullable Throwable ex) -> {
				if (answer instanceof Answer.Done) {
					this.sessionMade.run();
				}
			});
	}

}

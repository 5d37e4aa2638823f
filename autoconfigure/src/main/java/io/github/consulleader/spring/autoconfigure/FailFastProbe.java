package io.github.consulleader.spring.autoconfigure;

import java.time.Duration;
import java.util.List;

import io.github.consulleader.consul.AgentInfo;
import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.Consul;
import io.github.consulleader.consul.ConsulConnection;
import io.github.consulleader.consul.HttpConsul;
import io.github.consulleader.consul.Refusal;
import io.github.consulleader.consul.SessionSpec;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Asks Consul once, before anything is started, whether an election can be held: is it
 * there, in the right datacenter, and may we have a session.
 */
final class FailFastProbe implements SmartInitializingSingleton {

	/** The first request of a process takes long: classes, connection, TLS. */
	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	/** Consul's shortest. */
	private static final Duration TTL = Duration.ofSeconds(10);

	private final ConsulConnection connection;

	FailFastProbe(ConsulConnection connection) {
		this.connection = connection;
	}

	@Override
	public void afterSingletonsInstantiated() {
		ConsulConnection patient = new ConsulConnection(this.connection.address(), this.connection.token(),
				this.connection.datacenter(), this.connection.sslContext(), TIMEOUT, this.connection.agentCheck());
		try (HttpConsul consul = new HttpConsul(patient)) {
			probeAgent(consul.self().join());
			probeSession(consul);
		}
	}

	private void probeAgent(Answer<AgentInfo> answer) {
		String wanted = this.connection.datacenter();
		if (answer instanceof Answer.Done<AgentInfo> done && wanted != null
				&& !wanted.equals(done.value().datacenter())) {
			throw unusable("its agent is in the datacenter '" + done.value().datacenter() + "', not '" + wanted + "'",
					"Name an agent of '" + wanted + "', or change consul.leader.datacenter: a role excludes within one "
							+ "datacenter only.");
		}
		if (answer instanceof Answer.Unknown<AgentInfo> unknown) {
			throw unreachable(unknown.detail());
		}
	}

	private void probeSession(Consul consul) {
		Answer<String> answer = consul
			.createSession(new SessionSpec("consul-leader-probe", TTL, Duration.ZERO, List.of()))
			.join();
		if (answer instanceof Answer.Done<String> done) {
			consul.destroySession(done.value()).join();
		}
		else if (answer instanceof Answer.Unknown<String> unknown) {
			throw unreachable(unknown.detail());
		}
		else if (answer instanceof Answer.Refused<String> refused && refused.refusal() == Refusal.DENIED) {
			throw unusable("it refuses " + token() + ": " + refused.detail(),
					"Set consul.leader.token to one with session:write, key:write below the prefix and, for a fast "
							+ "take-over, service:write.");
		}
	}

	private String token() {
		@Nullable String token = this.connection.token().get();
		return (token != null) ? "the ACL token" : "requests without an ACL token";
	}

	private ConsulUnusableException unreachable(String detail) {
		return unusable("it does not answer: " + detail,
				"Look at consul.leader.url, or spring.cloud.consul.host, port, scheme and tls.");
	}

	private ConsulUnusableException unusable(String problem, String wayOut) {
		return new ConsulUnusableException(this.connection + " cannot be used: " + problem + ".", wayOut);
	}

}

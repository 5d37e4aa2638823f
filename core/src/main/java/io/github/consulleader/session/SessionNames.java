package io.github.consulleader.session;

import java.time.Duration;
import java.util.List;

import io.github.consulleader.consul.CheckRegistration;
import io.github.consulleader.consul.SessionSpec;

/**
 * What a session, its check and the service that carries it are called.
 *
 * @param plan what the session is to be
 */
record SessionNames(SessionPlan plan) {

	private static final String GOSSIP = "serfHealth";

	String service() {
		return "leader-" + this.plan.candidate().scope();
	}

	String serviceId() {
		return service() + "-" + this.plan.purpose() + "-" + this.plan.nonce();
	}

	String checkId() {
		return serviceId() + "-alive";
	}

	CheckRegistration registration() {
		return new CheckRegistration(serviceId(), service(), checkId(), this.plan.timings().checkTtl(),
				Duration.ofMinutes(1));
	}

	SessionSpec spec(boolean checked) {
		String name = "%s %s of %s (%s)".formatted(service(), this.plan.purpose(), this.plan.candidate().instance(),
				this.plan.nonce());
		return new SessionSpec(name, this.plan.timings().sessionTtl(), this.plan.timings().lockDelay(), checks(checked),
				this.plan.behavior());
	}

	private List<String> checks(boolean checked) {
		if (!checked) {
			return this.plan.gossipCheck() ? List.of(GOSSIP) : List.of();
		}
		return this.plan.gossipCheck() ? List.of(GOSSIP, checkId()) : List.of(checkId());
	}

	String missingServiceRule() {
		return "service \"" + service() + "\" { policy = \"write\" }";
	}

	String missingSessionRule() {
		return "session_prefix \"\" { policy = \"write\" }";
	}

}

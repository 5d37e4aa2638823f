package io.github.consulleader.spring.autoconfigure;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import io.github.consulleader.consul.ConsulConnection;
import io.github.consulleader.role.Candidate;
import io.github.consulleader.role.InvalidSettingException;
import io.github.consulleader.role.Timings;
import io.github.consulleader.role.WhenStuck;
import io.github.consulleader.spring.Campaign;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the election. The ACL token is not among them, so that no printout of this
 * shows it: {@link ConsulToken}.
 *
 * @param enabled Whether to take part in elections. Without, this process is never worker
 * @param prefix Where everything is kept in Consul's key space
 * @param scope What separates this application's roles from another's. Uses
 * spring.application.name if not set
 * @param role Role of a LeaderOnly annotation that names none, and the one to take part
 * in if no other is named anywhere. Uses spring.application.name if not set
 * @param roles Roles to take part in beyond those of LeaderOnly annotations
 * @param campaign Whether to take part in the application's own role if nothing here
 * works for it: auto for only if a listener or an injected Leadership asks for it, or
 * always. Not in question if another role is named anywhere
 * @param keepAlive Whether the JVM goes on while something here waits for a role,
 * although only daemon threads are left. Has no effect with spring.main.keep-alive=false
 * @param instance Display identity of this process. Host name and process id if not set
 * @param address Where people reach this process
 * @param url Address of Consul's HTTP API, if not that of spring.cloud.consul
 * @param datacenter Datacenter that the Consul agent must be in. Any if not set
 * @param sslBundle SSL bundle to reach Consul with where its address is https, be it that
 * of url or of spring.cloud.consul
 * @param failFast Whether to fail the start if Consul cannot be used
 * @param gossipCheck Whether the session hangs on gossip too, which notices a dead
 * machine, but may err when the network flaps
 * @param agentCheck Whether the session hangs on a check at the agent too, which notices
 * a dead process within check-ttl. Set to false where several agents answer in turn, as
 * behind a load balancer
 * @param warmUp Whether to load and compile at start what a hand-over runs, on one thread
 * for at most 1.5 s, so that others do not wait for that when this process stops
 * @param shutdownHook Whether roles are given up as soon as the JVM is asked to end, and
 * the context closes when that is done
 * @param whenStuck What to do about work that does not end after its role was revoked
 * @param preset Durations that go together: fast, balanced or steady. The properties
 * below change one each; their defaults are those of balanced
 * @param checkTtl How long after its last heartbeat a process counts as dead
 * @param heartbeat How often a process says that it lives. At most a third of check-ttl
 * @param lockDelay How long a role stays closed after its worker was lost. 100ms to 60s
 * @param confidence How long a confirmation by Consul lasts. Together with stop-within at
 * most 0.9 x lock-delay
 * @param stopWithin How long work needs to stop after its role was revoked
 * @param confirmEvery How often a worker asks Consul for confirmation. Together with
 * request-timeout less than confidence
 * @param requestTimeout How long to wait for an answer of Consul
 * @param sessionTtl Time to live of the session. 10s to 24h
 * @param renewEvery How often the session is renewed. At most a third of session-ttl
 * @param drainGrace How long work may go on after its role was given up. More than 2s
 * less than spring.lifecycle.timeout-per-shutdown-phase; if not set, as much as that
 * allows, at most 20s
 * @param publishFailedEvents Whether to publish an OnFailedToAcquireMutexEvent when
 * another process is worker of a role that this one takes part in, once for each of its
 * terms
 * @param locks Settings of the lock registry
 */
@ConfigurationProperties("consul.leader")
public record ConsulLeaderProperties(@DefaultValue("true") boolean enabled,
		@DefaultValue(Candidate.DEFAULT_PREFIX) String prefix, @Nullable String scope, @Nullable String role,
		@DefaultValue List<String> roles, @DefaultValue("auto") Campaign campaign,
		@DefaultValue("true") boolean keepAlive, @Nullable String instance, @Nullable String address, @Nullable URI url,
		@Nullable String datacenter, @Nullable String sslBundle, @DefaultValue("false") boolean failFast,
		@DefaultValue("true") boolean gossipCheck, @DefaultValue("true") boolean agentCheck,
		@DefaultValue("true") boolean warmUp, @DefaultValue("true") boolean shutdownHook,
		@DefaultValue("hold") WhenStuck whenStuck, @DefaultValue("balanced") Preset preset, @Nullable Duration checkTtl,
		@Nullable Duration heartbeat, @Nullable Duration lockDelay, @Nullable Duration confidence,
		@Nullable Duration stopWithin, @Nullable Duration confirmEvery, @Nullable Duration requestTimeout,
		@Nullable Duration sessionTtl, @Nullable Duration renewEvery, @Nullable Duration drainGrace,
		@DefaultValue("false") boolean publishFailedEvents, @DefaultValue Locks locks) {

	public ConsulLeaderProperties {
		roles = List.copyOf(roles);
	}

	/**
	 * Returns the address of Consul's HTTP API.
	 * @return the address, or {@code null} if none is set
	 * @throws InvalidSettingException if it is none
	 */
	@Nullable URI httpUrl() {
		URI set = this.url;
		if (set != null && !ConsulConnection.isHttp(set)) {
			throw new InvalidSettingException("url", set, "it is no address of an HTTP API.",
					"Name scheme, host and port, such as http://localhost:8500.");
		}
		return set;
	}

	/**
	 * Returns the durations.
	 * @return the durations
	 * @throws InvalidSettingException if they break an inequality
	 */
	Timings timings() {
		return timings(this.preset.timings().drainGrace());
	}

	/**
	 * Returns the durations.
	 * @param usualGrace the drain grace if none is set
	 * @return the durations
	 * @throws InvalidSettingException if they break an inequality
	 */
	Timings timings(Duration usualGrace) {
		Timings from = this.preset.timings();
		return new Timings(or(this.checkTtl, from.checkTtl()), or(this.heartbeat, from.heartbeat()),
				or(this.lockDelay, from.lockDelay()), or(this.confidence, from.confidence()),
				or(this.stopWithin, from.stopWithin()), or(this.confirmEvery, from.confirmEvery()),
				or(this.requestTimeout, from.requestTimeout()), or(this.sessionTtl, from.sessionTtl()),
				or(this.renewEvery, from.renewEvery()), or(this.drainGrace, usualGrace));
	}

	/**
	 * Settings of the lock registry.
	 *
	 * @param enabled Whether there is a lock registry. Does not depend on
	 * consul.leader.enabled
	 * @param defaultTtl After how long a lock is given back by itself that was taken
	 * without a ttl of its own. Never if not set
	 * @param unavailableTimeout How long lock() goes on waiting while Consul cannot be
	 * asked, before it fails. 0 for as long as it takes
	 * @param cacheCapacity How many locks are remembered; those that are held or waited
	 * for always are
	 */
	public record Locks(@DefaultValue("true") boolean enabled, @Nullable Duration defaultTtl,
			@DefaultValue("60s") Duration unavailableTimeout, @DefaultValue("100000") int cacheCapacity) {

		/**
		 * Refuses what cannot work.
		 * @throws InvalidSettingException naming the property
		 */
		void check() {
			if (this.defaultTtl != null && (this.defaultTtl.isZero() || this.defaultTtl.isNegative())) {
				throw new InvalidSettingException("locks.default-ttl", this.defaultTtl, "it is not greater than zero.",
						"Name a duration with its unit, such as 30s, or remove the property.");
			}
			if (this.unavailableTimeout.isNegative()) {
				throw new InvalidSettingException("locks.unavailable-timeout", this.unavailableTimeout,
						"it is negative.", "Name a duration with its unit, such as 30s, or 0s to wait for ever.");
			}
			if (this.cacheCapacity < 1) {
				throw new InvalidSettingException("locks.cache-capacity", this.cacheCapacity, "it is less than 1.",
						"Name a greater number, or remove the property.");
			}
		}

	}

	private static Duration or(@Nullable Duration set, Duration preset) {
		return (set != null) ? set : preset;
	}

}

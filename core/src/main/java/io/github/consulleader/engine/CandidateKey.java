package io.github.consulleader.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.Consul;
import io.github.consulleader.consul.Operation;
import io.github.consulleader.role.Candidate;
import io.github.consulleader.time.Backoff;
import io.github.consulleader.time.EventLoop;
import io.github.consulleader.time.Stamp;
import org.jspecify.annotations.Nullable;

/**
 * Keeps this process's ephemeral key among the candidates. Advice: failing never keeps it
 * from trying. Event loop only.
 */
final class CandidateKey {

	private final Consul consul;

	private final EventLoop loop;

	private final RoleKeys keys;

	private final Codec codec;

	private final Candidate candidate;

	private final Backoff backoff;

	private @Nullable String session;

	private List<String> wanted = List.of();

	private @Nullable String written;

	/** When each role was first told of in this session. */
	private final Map<String, Stamp> told = new HashMap<>();

	private boolean doubtful;

	private boolean writing;

	private boolean putOff;

	CandidateKey(Consul consul, EventLoop loop, RoleKeys keys, Codec codec, Candidate candidate, Backoff backoff) {
		this.consul = consul;
		this.loop = loop;
		this.keys = keys;
		this.codec = codec;
		this.candidate = candidate;
		this.backoff = backoff;
	}

	/**
	 * What is to be there from now on: nothing without a session or without a role. Roles
	 * that are not wanted any more have just been handed over as a rule: that is told a
	 * moment later.
	 */
	void show(@Nullable String inSession, List<String> roles) {
		boolean same = inSession != null && inSession.equals(this.session);
		if (same && roles.size() < this.wanted.size() && this.wanted.containsAll(roles)) {
			putOff();
		}
		else if (!same || !this.wanted.equals(roles)) {
			this.putOff = false;
		}
		if (inSession == null || !inSession.equals(this.session)) {
			this.written = null;
			this.doubtful = false;
			this.told.clear();
		}
		this.session = inSession;
		this.wanted = List.copyOf(roles);
		write();
	}

	/**
	 * When the others were first told that a session wants a role, or {@code null} if
	 * they were not: whatever names it for the role was written after that.
	 */
	@Nullable Stamp toldAt(@Nullable String inSession, String role) {
		return (inSession != null && inSession.equals(this.session)) ? this.told.get(role) : null;
	}

	private void putOff() {
		if (!this.putOff) {
			this.putOff = true;
			this.loop.schedule(QuietPeriod.MOMENT, () -> {
				this.putOff = false;
				write();
			});
		}
	}

	private void write() {
		String now = this.session;
		if (this.writing || this.putOff || now == null) {
			return;
		}
		String value = this.wanted.isEmpty() ? "" : this.codec
			.write(new CandidateValue(this.candidate.instance(), this.candidate.address(), this.wanted));
		boolean there = value.isEmpty() ? this.written == null : value.equals(this.written);
		if (there && !this.doubtful) {
			return;
		}
		Operation operation = value.isEmpty() ? new Operation.Delete(this.keys.candidate(now))
				: new Operation.Lock(this.keys.candidate(now), now, value, RoleKeys.LOCK_FLAGS);
		Stamp sent = this.loop.ticker().stamp();
		this.wanted.forEach((role) -> this.told.putIfAbsent(role, sent));
		this.writing = true;
		this.loop.whenDone(this.consul.transact(List.of(operation)),
				(answer) -> answered(now, value, answer instanceof Answer.Done));
	}

	private void answered(String inSession, String value, boolean done) {
		this.writing = false;
		if (!done) {
			this.doubtful = true;
			this.loop.schedule(this.backoff.next(), this::write);
			return;
		}
		this.backoff.reset();
		if (inSession.equals(this.session)) {
			this.doubtful = false;
			this.written = value.isEmpty() ? null : value;
		}
		write();
	}

}

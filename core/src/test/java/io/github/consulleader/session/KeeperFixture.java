package io.github.consulleader.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.consulleader.role.Candidate;
import io.github.consulleader.role.Timings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** A keeper on a Consul that answers as it is told, and what the keeper says. */
abstract class KeeperFixture {

	static final Duration NOW = Duration.ZERO;

	static final Duration SOON = Duration.ofMillis(100);

	final HandLoop loop = new HandLoop();

	final ScriptedConsul consul = new ScriptedConsul();

	final ListAppender<ILoggingEvent> log = new ListAppender<>();

	final SessionKeeper keeper = keeper(null);

	private final List<String> told = new ArrayList<>();

	@BeforeEach
	void listen() {
		this.log.start();
		logger().addAppender(this.log);
	}

	@AfterEach
	void stopListening() {
		logger().detachAppender(this.log);
	}

	private static Logger logger() {
		return (Logger) LoggerFactory.getLogger("io.github.consulleader.session");
	}

	SessionKeeper keeper(@Nullable String datacenter) {
		return keeper(datacenter, true);
	}

	SessionKeeper keeper(@Nullable String datacenter, boolean gossipCheck) {
		SessionPlan plan = new SessionPlan("roles", new Candidate("leader", "app", "me", null), "n1",
				Timings.balanced(), gossipCheck);
		return new SessionKeeper(this.consul, this.loop, plan, new SessionListener() {

			@Override
			public void sessionBegan(String sessionId, boolean checked) {
				KeeperFixture.this.told.add(sessionId + (checked ? " checked" : " unchecked"));
			}

			@Override
			public void sessionEnded(String sessionId, String why) {
				KeeperFixture.this.told.add(sessionId + " ended");
			}

			@Override
			public void problem(@Nullable String problem) {
				KeeperFixture.this.told.add((problem != null) ? problem : "well");
			}

		}, datacenter);
	}

	/** What the keeper has said since this was asked last. */
	List<String> told() {
		List<String> copy = List.copyOf(this.told);
		this.told.clear();
		return copy;
	}

	long count(String request) {
		return Collections.frequency(this.consul.asked(), request);
	}

	long logged(Level level) {
		return this.log.list.stream().filter((event) -> event.getLevel() == level).count();
	}

	void begin() {
		this.keeper.start();
		this.loop.pass(NOW);
		assertThat(told()).containsExactly("session-1 checked");
		this.consul.asked();
	}

}

package io.github.consulleader.spring.real;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;

import io.github.consulleader.consul.TestConsul;
import io.github.consulleader.load.Census;
import io.github.consulleader.load.Relay;
import io.github.consulleader.spring.Leaderships;
import io.github.consulleader.spring.autoconfigure.ConsulLockAutoConfiguration;
import io.github.consulleader.spring.autoconfigure.LeaderRunner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.integration.support.locks.LockRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Contexts that come and go leave nothing behind, here or in Consul. */
@Tag("consul")
@Tag("F50")
@Tag("F41")
@Timeout(600)
class ContextLoadTests {

	private static final Logger logger = LoggerFactory.getLogger(ContextLoadTests.class);

	private static final int TIMES = (System.getProperty("long") != null) ? 100 : 5;

	/** How many of them live until they have worked; the others are closed on the way. */
	private static final int WORKING = TIMES / 5;

	private static final Duration GENEROUS = Duration.ofSeconds(60);

	private final String scope = "contexts-" + UUID.randomUUID();

	private final Relay wire = new Relay(TestConsul.address());

	private final ApplicationContextRunner runner = LeaderRunner.at(this.wire.address())
		.withConfiguration(AutoConfigurations.of(ConsulLockAutoConfiguration.class))
		.withPropertyValues("spring.application.name=" + this.scope, "consul.leader.campaign=always",
				"consul.leader.lock-delay=1s", "consul.leader.confidence=900ms", "consul.leader.confirm-every=150ms");

	@AfterEach
	void close() {
		this.wire.close();
	}

	@Test
	void thatComeAndGoLeaveNothingBehind() {
		openAndClose(false);
		awaitNothing();
		Census before = census();
		AtomicInteger worked = new AtomicInteger();
		for (int i = 0; i < TIMES; i++) {
			worked.addAndGet(openAndClose(i < WORKING) ? 1 : 0);
		}
		awaitNothing();
		logger.info("{} contexts, {} of them worked: before {}, after {}; {} connections made, at most {} at a time",
				TIMES, worked, before, census(), this.wire.accepted(), this.wire.most());
		assertThat(worked.get()).isGreaterThanOrEqualTo(WORKING);
		assertThat(census()).isEqualTo(before);
		assertThat(this.wire.most()).as("connections of one context, roles and locks together").isBetween(3, 4);
	}

	private boolean openAndClose(boolean untilItWorks) {
		boolean[] works = new boolean[1];
		this.runner.run((context) -> {
			assertThat(context).hasNotFailed();
			Lock lock = context.getBean(LockRegistry.class).obtain("printer");
			Leaderships leaderships = context.getBean(Leaderships.class);
			lock.lock();
			try {
				if (untilItWorks) {
					await().atMost(GENEROUS).until(() -> leaderships.all().get(0).isLeader());
				}
				works[0] = leaderships.all().get(0).isLeader();
			}
			finally {
				lock.unlock();
			}
		});
		return works[0];
	}

	private Census census() {
		return Census.of(TestConsul.address(), this.scope);
	}

	private void awaitNothing() {
		await().atMost(GENEROUS)
			.untilAsserted(() -> assertThat(census())
				.extracting(Census::threadCount, Census::sessions, Census::services, Census::checks)
				.containsExactly(0, 0, 0, 0));
		await().atMost(GENEROUS).until(() -> this.wire.open() == 0);
	}

}

package io.github.consulleader.spring.lock;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.consulleader.consul.TestConsul;
import io.github.consulleader.mutex.MutexProcess;
import io.github.consulleader.mutex.KeyOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.integration.leader.Context;
import org.springframework.integration.leader.DefaultCandidate;
import org.springframework.integration.support.leader.LockRegistryLeaderInitiator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Spring Integration's own leader election on our locks. */
@Tag("consul")
@Timeout(60)
class LockRegistryLeaderInitiatorTests {

	private final String scope = "initiator-" + UUID.randomUUID();

	private final KeyOperator operator = new KeyOperator(TestConsul.address(), this.scope);

	private final Participant one = new Participant();

	private final Participant two = new Participant();

	@AfterEach
	void close() {
		this.one.close();
		this.two.close();
		this.operator.close();
	}

	private Participant leader() {
		await().atMost(Duration.ofSeconds(20)).until(() -> this.one.leads() || this.two.leads());
		return this.one.leads() ? this.one : this.two;
	}

	private Participant other(Participant participant) {
		return (participant == this.one) ? this.two : this.one;
	}

	@Test
	void oneLeadsAndTheOtherFollowsWhenItStops() {
		this.one.initiator.start();
		this.two.initiator.start();
		Participant first = leader();
		assertThat(other(first).leads()).isFalse();
		first.initiator.stop();
		await().until(() -> other(first).leads());
		assertThat(first.events).containsExactly("granted", "revoked");
	}

	@Test
	@Tag("F5")
	void lossOfTheSessionRevokesWithinAHeartbeat() {
		this.one.initiator.start();
		await().until(this.one::leads);
		this.operator.destroyHolder("worker");
		await().atMost(Duration.ofSeconds(2)).until(() -> this.one.events.contains("revoked"));
		await().atMost(Duration.ofSeconds(20))
			.until(() -> this.one.events.equals(List.of("granted", "revoked", "granted")));
	}

	@Test
	@Tag("F29")
	void yieldingFreesTheLock() {
		this.one.initiator.start();
		await().until(this.one::leads);
		this.two.initiator.start();
		for (int i = 0; i < 5; i++) {
			Participant first = leader();
			first.initiator.getContext().yield();
			await().until(() -> first.events.get(first.events.size() - 1).equals("revoked") || other(first).leads());
		}
		assertThat(leader()).isNotNull();
	}

	private final class Participant {

		private final List<String> events = new CopyOnWriteArrayList<>();

		private final MutexProcess process = new MutexProcess(TestConsul.troubledAddress(),
				LockRegistryLeaderInitiatorTests.this.scope);

		private final LockRegistryLeaderInitiator initiator = new LockRegistryLeaderInitiator(
				new ConsulLockRegistry(this.process.mutexes()), new DefaultCandidate("me", "worker") {

					@Override
					public void onGranted(Context ctx) {
						Participant.this.events.add("granted");
					}

					@Override
					public void onRevoked(Context ctx) {
						Participant.this.events.add("revoked");
					}

				});

		boolean leads() {
			return this.initiator.getContext().isLeader();
		}

		void close() {
			this.initiator.stop();
			this.process.close();
		}

	}

}

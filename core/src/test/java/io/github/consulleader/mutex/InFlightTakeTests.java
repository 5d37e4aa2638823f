package io.github.consulleader.mutex;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import io.github.consulleader.agent.ConsulAgent;
import io.github.consulleader.agent.ConsulCluster;
import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.Consul;
import io.github.consulleader.consul.ConsulConnection;
import io.github.consulleader.consul.HttpConsul;
import io.github.consulleader.consul.Operation;
import io.github.consulleader.consul.Refusal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A take that is on its way when the session of the holder ends. Consul looks at
 * lock-delay before its log, so that one whose turn in the log comes after the end, but
 * which was looked at before, is not kept out by it. Here the followers are halted while
 * first the end and then the take go into the leader's log, and both are carried out when
 * they go on.
 */
@Tag("consul")
@Tag("T24")
@Timeout(120)
class InFlightTakeTests {

	private static final Duration GENEROUS = Duration.ofSeconds(40);

	/** A leader that hears of no follower for half a second gives up. */
	private static final Duration ENOUGH = Duration.ofMillis(60);

	private static final int TRIES = 20;

	private static ConsulCluster cluster;

	@BeforeAll
	static void startConsul() {
		cluster = ConsulCluster.of(3);
	}

	@AfterAll
	static void stopConsul() {
		cluster.close();
	}

	@Test
	void doesNotWinThoughLockDelayDoesNotKeepItOut() {
		// A busy machine may cost the leader its place in between: then nothing was
		// tried.
		for (int i = 0; i < TRIES; i++) {
			Answer<?> answer = take();
			assertThat(answer).isNotInstanceOf(Answer.Done.class);
			if (answer instanceof Answer.Refused<?> refused && refused.refusal() == Refusal.CONFLICT) {
				assertThat(refused.detail()).contains("exists");
				return;
			}
		}
		assertThat(TRIES).as("a take overtook lock-delay in none of so many tries").isZero();
	}

	/** What the leader believes by itself confirms nothing. */
	@Test
	void aTransactionThatOnlyLooksIsNotAnsweredWithoutAQuorum() {
		ConsulAgent leader = cluster.awaitLeader();
		List<ConsulAgent> followers = cluster.servers().stream().filter((server) -> server != leader).toList();
		String key = "quorum-" + UUID.randomUUID();
		try (HttpConsul patient = new HttpConsul(new ConsulConnection(leader.httpAddress(), GENEROUS));
				HttpConsul hasty = new HttpConsul(new ConsulConnection(leader.httpAddress(), Duration.ofMillis(300)))) {
			List<Operation> guards = List.of(new Operation.CheckNotExists(key));
			assertThat(patient.transact(guards).join()).isInstanceOf(Answer.Done.class);
			followers.forEach(ConsulAgent::pause);
			Answer<?> answer = hasty.transact(guards).join();
			followers.forEach(ConsulAgent::resume);
			assertThat(answer).isInstanceOf(Answer.Unknown.class);
			cluster.awaitLeader();
			assertThat(patient.transact(guards).join()).isInstanceOf(Answer.Done.class);
		}
	}

	/** What becomes of a contender's take that comes into the log after the end. */
	private static Answer<?> take() {
		ConsulAgent leader = cluster.awaitLeader();
		List<ConsulAgent> followers = cluster.servers().stream().filter((server) -> server != leader).toList();
		String scope = "in-flight-" + UUID.randomUUID();
		HeldWire wire = new HeldWire();
		try (MutexProcess one = new MutexProcess(leader.httpAddress(), scope);
				MutexProcess two = new MutexProcess(leader.httpAddress(), scope, wire::over);
				KeyOperator operator = new KeyOperator(leader.httpAddress(), scope);
				HttpConsul consul = new HttpConsul(new ConsulConnection(leader.httpAddress(), GENEROUS))) {
			CompletableFuture<Void> entered = CompletableFuture.runAsync(() -> {
				two.mutex("job").lock(null);
				two.mutex("job").unlock();
			}, (task) -> new Thread(task).start());
			await().atMost(GENEROUS).until(wire::holds);
			Mutex mutex = one.mutex("job");
			mutex.lock(null);
			String session = operator.holder("job").orElseThrow();
			followers.forEach(ConsulAgent::pause);
			CompletableFuture<?> destroyed = consul.destroySession(session);
			LockSupport.parkNanos(ENOUGH.toNanos());
			wire.letGo();
			LockSupport.parkNanos(ENOUGH.toNanos());
			followers.forEach(ConsulAgent::resume);
			Answer<?> answer = wire.answer().orTimeout(GENEROUS.toSeconds(), TimeUnit.SECONDS).join();
			assertThat(destroyed).succeedsWithin(GENEROUS);
			assertThat(entered).succeedsWithin(GENEROUS);
			assertThat(mutex.isHeldByCurrentThread()).isFalse();
			return answer;
		}
	}

	/** Holds the first take of a lock until it is let go. */
	private static final class HeldWire {

		private final AtomicReference<@Nullable Runnable> held = new AtomicReference<>();

		private final CompletableFuture<Answer<?>> answer = new CompletableFuture<>();

		boolean holds() {
			return this.held.get() != null;
		}

		void letGo() {
			Runnable take = this.held.get();
			assertThat(take).isNotNull();
			take.run();
		}

		CompletableFuture<Answer<?>> answer() {
			return this.answer;
		}

		@SuppressWarnings("FutureReturnValueIgnored") // a proxy hands them on as objects
		Consul over(Consul consul) {
			return (Consul) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Consul.class },
					(proxy, method, arguments) -> {
						if (method.getName().equals("transact") && isTake((List<?>) arguments[0])) {
							CompletableFuture<Object> later = new CompletableFuture<>();
							List<Operation> operations = ((List<?>) arguments[0]).stream()
								.map(Operation.class::cast)
								.toList();
							Runnable send = () -> consul.transact(operations).thenAccept((said) -> {
								this.answer.complete(said);
								later.complete(said);
							});
							if (this.held.compareAndSet(null, send)) {
								return later;
							}
						}
						try {
							return method.invoke(consul, arguments);
						}
						catch (InvocationTargetException ex) {
							throw ex.getCause();
						}
					});
		}

		private static boolean isTake(List<?> operations) {
			return operations.stream()
				.anyMatch((operation) -> operation instanceof Operation.Lock lock && lock.key().endsWith("/.lock"));
		}

	}

}

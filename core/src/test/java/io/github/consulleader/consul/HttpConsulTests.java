package io.github.consulleader.consul;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What {@link HttpConsul} does with a real agent beyond the contract. */
@Tag("consul")
class HttpConsulTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static <T> T await(CompletableFuture<T> future) {
		return future.orTimeout(30, TimeUnit.SECONDS).join();
	}

	private static <T> T done(CompletableFuture<Answer<T>> future) {
		Answer<T> answer = await(future);
		assertThat(answer).isInstanceOf(Answer.Done.class);
		return ((Answer.Done<T>) answer).value();
	}

	private static List<Operation> set(String key) {
		return List.of(new Operation.Set(key, "v", 0));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/consul", "/consul/", "/a/b//" })
	void keepsThePathOfTheAddress(String path) {
		String clean = path.replaceFirst("/+$", "");
		try (ForwardingProxy proxy = new ForwardingProxy(clean, TestConsul.address());
				HttpConsul consul = new HttpConsul(
						new ConsulConnection(URI.create(proxy.address().resolve("/") + path.substring(1)), TIMEOUT))) {
			done(consul.self());
			done(consul.list("none/", Consistency.QUORUM));
			assertThat(proxy.asked()).containsExactly("GET /v1/agent/self",
					"GET /v1/kv/none/?recurse&dc=dc1&consistent");
		}
	}

	@Test
	@Tag("T24")
	void asksAQuorumForATransactionThatOnlyLooks() {
		try (ForwardingProxy proxy = new ForwardingProxy("", TestConsul.address());
				HttpConsul consul = new HttpConsul(new ConsulConnection(proxy.address(), TIMEOUT))) {
			String key = "looks-" + System.nanoTime();
			Entry entry = done(consul.transact(set(key))).get(0);
			assertThat(done(consul.transact(List.of(new Operation.CheckIndex(key, entry.modifyIndex()))))).isEmpty();
			assertThat(await(consul.transact(List.of(new Operation.CheckNotExists(key)))))
				.isInstanceOf(Answer.Refused.class);
			assertThat(proxy.asked()).containsExactly("PUT /v1/txn", "PUT /v1/txn?consistent",
					"PUT /v1/txn?consistent");
		}
	}

	@Test
	void saysThatThereIsNoConsulAtAWrongPath() {
		URI wrong = URI.create(TestConsul.address() + "/consul");
		try (HttpConsul consul = new HttpConsul(new ConsulConnection(wrong, TIMEOUT))) {
			assertThat(await(consul.self())).asString().contains("host, port and path");
			assertThat(await(consul.list("a/", Consistency.QUORUM))).isInstanceOf(Answer.Unknown.class);
		}
	}

	@Test
	void namesTheDatacenterInEveryCallOnKeysAndSessions() {
		try (ForwardingProxy proxy = new ForwardingProxy("/x", TestConsul.address());
				HttpConsul consul = new HttpConsul(
						new ConsulConnection(proxy.address(), () -> null, "dc1", null, TIMEOUT))) {
			String session = done(consul
				.createSession(new SessionSpec("", Duration.ofSeconds(10), Duration.ofMillis(100), List.of())));
			done(consul.renewSession(session));
			done(consul.transact(set("datacenter/a")));
			done(consul.list("datacenter/", Consistency.DEFAULT));
			done(consul.list("datacenter/", Consistency.QUORUM));
			done(consul.watch("datacenter/", 1, Duration.ofSeconds(1)));
			done(consul.destroySession(session));
			assertThat(proxy.asked()).hasSize(7).allMatch((asked) -> asked.matches(".*[?&]dc=dc1(&.*)?"));
		}
	}

	@Test
	void namesNoDatacenterUntilTheAgentHasSaidIts() {
		try (ForwardingProxy proxy = new ForwardingProxy("/x", TestConsul.address());
				HttpConsul consul = new HttpConsul(new ConsulConnection(proxy.address(), TIMEOUT))) {
			done(consul.list("a/", Consistency.DEFAULT));
			done(consul.self());
			done(consul.list("a/", Consistency.DEFAULT));
			assertThat(proxy.asked()).containsExactly("GET /v1/kv/a/?recurse", "GET /v1/agent/self",
					"GET /v1/kv/a/?recurse&dc=dc1");
		}
	}

	@Test
	void isRefusedInADatacenterThatIsNotThere() {
		try (HttpConsul consul = new HttpConsul(
				new ConsulConnection(TestConsul.address(), () -> null, "dc9", null, TIMEOUT))) {
			assertThat(await(consul.transact(set("a"))))
				.isEqualTo(new Answer.Refused<>(Refusal.INVALID, "500: No path to datacenter"));
			assertThat(await(consul.list("a", Consistency.QUORUM)))
				.isEqualTo(new Answer.Refused<>(Refusal.INVALID, "500: No path to datacenter"));
		}
	}

	@Test
	void asksForTheTokenAtEachRequestAndSendsNoneIfThereIsNone() {
		AtomicReference<String> token = new AtomicReference<>("one");
		try (ForwardingProxy proxy = new ForwardingProxy("/x", TestConsul.address());
				HttpConsul consul = new HttpConsul(
						new ConsulConnection(proxy.address(), token::get, null, null, TIMEOUT))) {
			await(consul.self());
			token.set(" two\n");
			await(consul.self());
			token.set(null);
			await(consul.self());
			token.set("");
			await(consul.self());
			assertThat(proxy.tokens()).containsExactly("one", "two", "null", "null");
		}
	}

	@Test
	void refusesATokenThatCannotBeSentWithoutShowingIt() {
		try (HttpConsul consul = new HttpConsul(
				new ConsulConnection(TestConsul.address(), () -> "sec\u0000ret", null, null, TIMEOUT))) {
			for (int i = 0; i < 5; i++) {
				assertThat(await(consul.self())).isInstanceOfSatisfying(Answer.Refused.class, (refused) -> {
					assertThat(refused.refusal()).isEqualTo(Refusal.DENIED);
					assertThat(refused.detail()).contains("token").doesNotContain("sec");
				});
			}
		}
	}

	@Test
	void survivesATokenSupplierThatThrows() {
		try (HttpConsul consul = new HttpConsul(new ConsulConnection(TestConsul.address(), () -> {
			throw new IllegalStateException("vault is sealed");
		}, null, null, TIMEOUT))) {
			for (int i = 0; i < 5; i++) {
				assertThat(await(consul.pass("x"))).isInstanceOfSatisfying(Answer.Refused.class,
						(refused) -> assertThat(refused.detail()).contains("vault is sealed"));
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost:8500", "consul", "ftp://localhost", "http:///x", "http://a_b:8500" })
	void refusesAnAddressThatIsNone(String address) {
		ConsulConnection connection = new ConsulConnection(URI.create(address), TIMEOUT);
		assertThatThrownBy(() -> new HttpConsul(connection)).isInstanceOf(IllegalArgumentException.class)
			.hasMessageContaining(address);
	}

	@Test
	void worksOnAnInterruptedThread() {
		Thread.currentThread().interrupt();
		try (HttpConsul consul = new HttpConsul(new ConsulConnection(TestConsul.address(), TIMEOUT))) {
			CompletableFuture<Answer<List<Entry>>> answer = consul.transact(set("interrupted"));
			assertThat(Thread.interrupted()).isTrue();
			done(answer);
		}
		finally {
			Thread.interrupted();
		}
	}

	@Test
	@Tag("F37")
	void needsTwoConnectionsForTwoHundredCalls() {
		try (LoopbackServer relay = LoopbackServer.relay(TestConsul.address());
				HttpConsul consul = new HttpConsul(new ConsulConnection(relay.address(), Duration.ofSeconds(30)))) {
			List<CompletableFuture<Answer<List<Entry>>>> answers = new ArrayList<>();
			for (int i = 0; i < 200; i++) {
				answers.add(consul.transact(set("many/" + i)));
			}
			answers.forEach(HttpConsulTests::done);
			// A third where one is asked for before another was put back.
			assertThat(relay.accepted()).isBetween(1, 3);
		}
	}

	@Test
	void letsAPassOvertakeABurstOfTransactions() {
		Semaphore permits = new Semaphore(0, true);
		try (ForwardingProxy proxy = new ForwardingProxy(TestConsul.address(), permits);
				HttpConsul consul = new HttpConsul(new ConsulConnection(proxy.address(), Duration.ofMinutes(2)))) {
			List<CompletableFuture<Answer<List<Entry>>>> burst = new ArrayList<>();
			for (int i = 0; i < 200; i++) {
				burst.add(consul.transact(set("burst/" + i)));
			}
			Awaitility.await().until(() -> proxy.asked().size() == 2);
			CompletableFuture<Answer<Ack>> pass = consul.pass("none");
			permits.release();
			Awaitility.await().until(() -> proxy.asked().size() == 3);
			assertThat(proxy.asked().get(2)).isEqualTo("PUT /v1/agent/check/pass/none");
			permits.release(200);
			await(pass);
			burst.forEach(HttpConsulTests::done);
		}
	}

	@Test
	void listsThousandsOfKeys() {
		try (HttpConsul consul = new HttpConsul(new ConsulConnection(TestConsul.address(), Duration.ofSeconds(30)))) {
			for (int batch = 0; batch < 32; batch++) {
				List<Operation> operations = new ArrayList<>();
				for (int i = 0; i < 64; i++) {
					operations.add(new Operation.Set("thousands/" + batch + "/" + i, "x".repeat(200), i));
				}
				done(consul.transact(operations));
			}
			assertThat(done(consul.list("thousands/", Consistency.QUORUM)).entries()).hasSize(2048)
				.allMatch((entry) -> entry.value().length() == 200);
		}
	}

}

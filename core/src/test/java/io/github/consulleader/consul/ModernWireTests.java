package io.github.consulleader.consul;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What newer versions say in other words or refuse, and that we understand it. */
class ModernWireTests {

	private static final Duration LONG = Duration.ofSeconds(60);

	private static final String CREATE = "/v1/session/create?dc=dc1";

	private static ModernFaults faults(int busy, int closing, int refusing, Duration longest, Duration stream) {
		return new ModernFaults(busy, closing, refusing, Duration.ofMillis(300), longest, stream, true,
				new AtomicLong(System.nanoTime() - LONG.toNanos()));
	}

	private static HttpConsul client(ModernWire wire) {
		return new HttpConsul(new ConsulConnection(wire.address(), Duration.ofSeconds(20)));
	}

	private static <T> Answer<T> answer(CompletableFuture<Answer<T>> future) {
		return future.orTimeout(60, TimeUnit.SECONDS).join();
	}

	private static String refused(Refusal refusal, Answer<?> answer) {
		assertThat(answer).isInstanceOf(Answer.Refused.class);
		Answer.Refused<?> refused = (Answer.Refused<?>) answer;
		assertThat(refused.refusal()).isEqualTo(refusal);
		return refused.detail();
	}

	private static String unknown(Answer<?> answer) {
		assertThat(answer).isInstanceOf(Answer.Unknown.class);
		return ((Answer.Unknown<?>) answer).detail();
	}

	private static Answer<List<Entry>> write(HttpConsul consul, String key) {
		return answer(consul.transact(List.of(new Operation.Set(key, "v", 0))));
	}

	@Test
	void saysInNewWordsWhatIsNotThere() {
		try (ModernWire wire = new ModernWire(TestConsul.direct(), ModernFaults.none());
				HttpConsul consul = client(wire)) {
			assertThat(refused(Refusal.CHECK_MISSING, answer(consul.pass("x"))))
				.startsWith("404: Unknown check ID \"x\".");
			assertThat(answer(consul.deregister("x"))).isInstanceOf(Answer.Done.class);
			assertThat(refused(Refusal.SESSION_GONE, answer(consul.renewSession("x"))))
				.contains("Session id 'x' not found");
			assertThat(answer(consul.hasSession("x"))).isEqualTo(new Answer.Done<>(false));
			assertThat(wire.rewritten()).isEqualTo(4);
			assertThat(write(consul, "modern/a")).isInstanceOf(Answer.Done.class);
			assertThat(answer(consul.list("modern/", Consistency.QUORUM))).isInstanceOf(Answer.Done.class);
			assertThat(wire.rewritten()).isEqualTo(4);
		}
	}

	@Test
	void saysSoWithTheHeadersOfToday() throws Exception {
		try (ModernWire wire = new ModernWire(TestConsul.direct(), ModernFaults.none())) {
			HttpResponse<String> response = HttpClient.newHttpClient()
				.send(HttpRequest.newBuilder(URI.create(wire.address() + "/v2/nothing")).build(),
						HttpResponse.BodyHandlers.ofString());
			assertThat(response.statusCode()).isEqualTo(404);
			assertThat(response.body()).startsWith("Invalid URL path: ");
			assertThat(response.headers().map()).containsKeys("x-consul-query-backend", "x-consul-default-acl-policy",
					"x-consul-effective-consistency", "x-consul-results-filtered-by-acls");
			assertThat(response.headers().firstValue("content-type")).hasValue("text/plain; charset=utf-8");
			assertThat(AnswerMapper.listed(new Reply(404, OptionalLong.empty(), response.body())))
				.isInstanceOf(Answer.Unknown.class);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			403 | /v1/agent/self   | Permission denied                  | DENIED
			500 | /v1/session/create | rpc error making call: Permission denied | DENIED
			500 | /v1/session/create | Missing check 'x' registration   | CHECK_MISSING
			500 | /v1/session/create | Check 'x' is in critical state   | CHECK_CRITICAL
			500 | /v1/session/create | Missing node registration        | NODE_MISSING
			""")
	void isUnderstoodWhereItsWordsGrew(int status, String path, String body, Refusal refusal) {
		ModernAnswer modern = new ModernAnswer(status, body).rewritten(path);
		assertThat(modern.body()).isNotEqualTo(body);
		refused(refusal, AnswerMapper.ack(new Reply(status, OptionalLong.empty(), modern.body())));
	}

	@Test
	void isUnderstoodWhereWordsGrewInATransaction() {
		String body = "{\"Errors\":[{\"OpIndex\":1,\"What\":\"Permission denied\"}]}";
		ModernAnswer modern = new ModernAnswer(409, body).rewritten("/v1/txn?dc=dc1");
		Answer<List<Entry>> answer = AnswerMapper.transacted(List.of())
			.read(new Reply(409, OptionalLong.empty(), modern.body()));
		assertThat(refused(Refusal.DENIED, answer)).contains("lacks permission 'key:write' on \"leader/app\"");
	}

	@Test
	void refusesKeysThatLeadOutOfTheirPath() {
		try (ModernWire wire = new ModernWire(TestConsul.direct(), ModernFaults.none());
				HttpConsul consul = client(wire)) {
			assertThat(unknown(answer(consul.list("a/../b/", Consistency.DEFAULT)))).contains("invalid key name");
			assertThat(answer(consul.list("a..b/", Consistency.DEFAULT))).isInstanceOf(Answer.Done.class);
			for (String key : new String[] { "a/../b", "a/%2E%2E/b", "a/..%2Fb", " a" }) {
				assertThat(refused(Refusal.INVALID, write(consul, key))).contains("invalid key name");
			}
			assertThat(write(consul, "modern/a..b")).isInstanceOf(Answer.Done.class);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "modern/a b", "modern/a%2Fb", "modern/a..b", "modern/~" })
	void refusesWhateverAnyVersionRefusesInAKeyOfTheProduct(String key) {
		assertThat(ModernKeys.refused("/v1/txn", "[{\"KV\":{\"Key\":\"" + key + "\"}}]", true)).isNotNull();
		assertThat(ModernKeys.refused("/v1/txn", "[{\"KV\":{\"Key\":\"leader/a/mutex/=2E=7E/.lock\"}}]", true))
			.isNull();
	}

	@Test
	void neverAnswersAListingOfAScopeWithTwoDotsInSomeVersions() {
		try (ModernWire wire = new ModernWire(TestConsul.direct(), faults(0, 0, 0, LONG, Duration.ZERO));
				HttpConsul consul = client(wire)) {
			assertThat(unknown(answer(consul.list("leader/a..b/roles/", Consistency.DEFAULT))))
				.contains("invalid key name");
			assertThat(answer(consul.list("leader/a.b/roles/", Consistency.DEFAULT))).isInstanceOf(Answer.Done.class);
		}
	}

	@Test
	void isBusyForWhomItWill() {
		try (ModernWire wire = new ModernWire(TestConsul.direct(), faults(1, 0, 0, LONG, Duration.ZERO));
				HttpConsul consul = client(wire)) {
			assertThat(refused(Refusal.BUSY, write(consul, "modern/a"))).contains("rate limit exceeded");
		}
		try (ModernWire wire = new ModernWire(TestConsul.direct(), faults(0, 0, 1, LONG, Duration.ZERO));
				HttpConsul consul = client(wire)) {
			assertThat(write(consul, "modern/a")).isNotInstanceOf(Answer.Done.class);
		}
	}

	@Test
	void closesWhereItWill() {
		try (ModernWire wire = new ModernWire(TestConsul.direct(), faults(0, 1, 0, LONG, Duration.ZERO));
				HttpConsul consul = client(wire)) {
			unknown(write(consul, "modern/a"));
			assertThat(answer(consul.list("modern/", Consistency.DEFAULT))).isInstanceOf(Answer.Done.class);
		}
		try (ModernWire wire = new ModernWire(TestConsul.direct(),
				faults(0, 0, 0, Duration.ofMillis(300), Duration.ZERO)); HttpConsul consul = client(wire)) {
			Answer<Listing> listing = answer(consul.list("modern/", Consistency.DEFAULT));
			long index = ((Answer.Done<Listing>) listing).value().index();
			unknown(answer(consul.watch("modern/", index, Duration.ofSeconds(15))));
		}
	}

	@Test
	void losesTheFirstWriteOfAStreamThatRested() {
		try (ModernWire wire = new ModernWire(TestConsul.direct(), faults(0, 0, 0, LONG, Duration.ofSeconds(30)));
				HttpConsul consul = client(wire)) {
			assertThat(unknown(write(consul, "modern/a"))).contains("rpc error making call: EOF");
			assertThat(write(consul, "modern/a")).isInstanceOf(Answer.Done.class);
		}
	}

	@Test
	void takesNoBodyOfAnUnknownTypeAndClosesWhatIsIdle() throws IOException {
		try (ModernWire wire = new ModernWire(TestConsul.direct(), faults(0, 0, 0, LONG, Duration.ZERO));
				Socket socket = new Socket(InetAddress.getLoopbackAddress(), wire.address().getPort())) {
			socket.getOutputStream()
				.write(("PUT " + CREATE + " HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}")
					.getBytes(StandardCharsets.UTF_8));
			// Read to the end: after its answer the connection rests, and is closed.
			String said = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(said).startsWith("HTTP/1.1 415");
		}
	}

}

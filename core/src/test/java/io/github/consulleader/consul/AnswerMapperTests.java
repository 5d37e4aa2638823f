package io.github.consulleader.consul;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Literal replies of Consul 1.8.7 and of newer versions, and what they mean. */
class AnswerMapperTests {

	private static final String ID = "4a1d8a5e-7a2c-7a75-c6a5-2cbd6a3b6a7e";

	private static Reply reply(int status, String body) {
		return new Reply(status, OptionalLong.empty(), body);
	}

	private static Reply reply(int status, long index, String body) {
		return new Reply(status, OptionalLong.of(index), body);
	}

	private static Refusal refusal(Answer<?> answer) {
		assertThat(answer).isInstanceOf(Answer.Refused.class);
		return ((Answer.Refused<?>) answer).refusal();
	}

	private static <T> T value(Answer<T> answer) {
		assertThat(answer).isInstanceOf(Answer.Done.class);
		return ((Answer.Done<T>) answer).value();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			403 | Permission denied                                                               | DENIED
			403 | Permission denied: Missing service:write on app                                 | DENIED
			403 | Permission denied: token with AccessorID 'x' lacks permission 'session:write' on "c4" | DENIED
			403 | ACL not found                                                                   | DENIED
			500 | rpc error making call: ACL not found                                            | DENIED
			500 | rpc error making call: Permission denied                                        | DENIED
			400 | Request decode failed: time: missing unit in duration "5"                       | INVALID
			405 | method GET not allowed                                                          | INVALID
			413 | Transaction contains too many operations (65 > 64)                              | INVALID
			500 | Invalid Session TTL '9000000000', must be between [10s=24h0m0s]                 | INVALID
			500 | Session TTL 'abc' invalid: time: invalid duration "abc"                         | INVALID
			500 | Invalid Behavior setting 'xx'                                                   | INVALID
			500 | No path to datacenter                                                           | INVALID
			500 | cross datacenter lock must be created at server agent                           | INVALID
			500 | failed session lookup: index error: UUID must be 36 characters                  | INVALID
			500 | invalid session "4a1d8a5e"                                                      | SESSION_GONE
			500 | rpc error making call: invalid session "4a1d8a5e"                               | SESSION_GONE
			500 | Missing node registration                                                       | NODE_MISSING
			500 | rpc error making call: rpc error making call: Missing node registration         | NODE_MISSING
			500 | Missing check 'x' registration                                                  | CHECK_MISSING
			500 | CheckID "lk" does not have associated TTL                                       | CHECK_MISSING
			404 | Unknown check ID "lk". Ensure that the check ID is passed, not the check name.  | CHECK_MISSING
			500 | Unknown check "lk"                                                              | CHECK_MISSING
			404 | Unknown check "lk"                                                              | CHECK_MISSING
			500 | Check 'x' is in critical state                                                  | CHECK_CRITICAL
			429 | rate limit exceeded, try a different server                                     | BUSY
			503 | rate limit exceeded, try again later                                            | BUSY
			500 | rpc error making call: rate limit exceeded, try again later                     | BUSY
			429 | Your IP is issuing too many concurrent connections, please rate limit your calls | BUSY
			""")
	void readsADefiniteNo(int status, String body, Refusal refusal) {
		Answer<Ack> answer = AnswerMapper.ack(reply(status, body + "\n"));
		assertThat(refusal(answer)).isEqualTo(refusal);
		assertThat(((Answer.Refused<?>) answer).detail()).startsWith(status + ": " + body);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			403 | ACL not found                                           | false | Consul does not know this ACL token
			500 | rpc error making call: ACL not found                    | false | Consul does not know this ACL token
			403 | Permission denied                                       | true  | no ACL token was sent
			403 | Permission denied: anonymous token lacks permission 'x' | true  | no ACL token was sent
			401 | log in first                                            | true  | no ACL token was sent
			403 | Permission denied                                       | false | ''
			500 | Missing node registration                               | true  | ''
			""")
	@Tag("T40")
	void tellsATokenThatIsNoneFromOneThatLacksARight(int status, String body, boolean anonymous, String words) {
		Answer<Ack> answer = AnswerMapper.ack(new Reply(status, OptionalLong.empty(), body, anonymous, false));
		Answer.Refused<Ack> refused = (Answer.Refused<Ack>) answer;
		assertThat(refused.aboutToken()).isEqualTo(!words.isEmpty());
		assertThat(refused.detail()).startsWith(status + ": " + body).contains(words);
	}

	@Test
	@Tag("T40")
	void saysOfATransactionThatNoTokenWasSent() {
		String body = "{\"Errors\":[{\"OpIndex\":0,\"What\":\"Permission denied\"}]}";
		Answer<List<Entry>> answer = AnswerMapper.transacted(List.of())
			.read(new Reply(409, OptionalLong.empty(), body, true, false));
		assertThat(((Answer.Refused<List<Entry>>) answer).detail())
			.isEqualTo("Permission denied: no ACL token was sent");
	}

	@Test
	void takesAnEmptyListingForADenialIfConsulSaysThatItKeptSomethingBack() {
		Reply none = new Reply(404, OptionalLong.of(7), "", false, true);
		assertThat(refusal(AnswerMapper.listed(none))).isEqualTo(Refusal.DENIED);
		assertThat(refusal(AnswerMapper.listed(new Reply(200, OptionalLong.of(7), "[]", false, true))))
			.isEqualTo(Refusal.DENIED);
		assertThat(value(AnswerMapper.listed(new Reply(404, OptionalLong.of(7), "", false, false))).entries())
			.isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			500 | rpc error making call: EOF
			500 | rpc error making call: stream closed
			500 | rpc error getting client: failed to get conn: dial tcp 10.0.0.1:8300: connect: connection refused
			500 | rpc error making call: rpc error: lead thread didn't get connection
			500 | No cluster leader
			500 | leadership lost while committing log
			500 | node is not the leader
			500 | ``
			404 | ``
			404 | 404 page not found
			404 | <html>nothing here</html>
			408 | Request Time-out
			502 | Bad Gateway
			504 | Gateway Timeout
			301 | <a href="/v1/kv/a?recurse">Moved Permanently</a>.
			400 | Client sent an HTTP request to an HTTPS server.
			204 | ``
			""")
	@Tag("F17")
	void concludesNothingFromAnErrorThatIsNotListed(int status, String body) {
		assertThat(AnswerMapper.ack(reply(status, body))).isInstanceOf(Answer.Unknown.class);
		assertThat(AnswerMapper.created(reply(status, body))).isInstanceOf(Answer.Unknown.class);
		assertThat(AnswerMapper.renewed(reply(status, body))).isInstanceOf(Answer.Unknown.class);
		assertThat(AnswerMapper.self(reply(status, body))).isInstanceOf(Answer.Unknown.class);
		assertThat(AnswerMapper.listed(reply(status, body))).isInstanceOf(Answer.Unknown.class);
		assertThat(AnswerMapper.transacted(List.of()).read(reply(status, body))).isInstanceOf(Answer.Unknown.class);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			400 | Client sent an HTTP request to an HTTPS server. | speaks HTTPS
			404 | ''                                              | host, port and path
			404 | Invalid URL path: not a recognized HTTP API endpoint | host, port and path
			301 | <a href="/x">Moved Permanently</a>.             | redirected
			500 | No cluster leader                               | No cluster leader
			""")
	void saysWhatItSaw(int status, String body, String words) {
		Answer<Ack> answer = AnswerMapper.ack(reply(status, body));
		assertThat(((Answer.Unknown<Ack>) answer).detail()).contains(words);
	}

	@Test
	void quotesOnlyTheBeginningOfALongBody() {
		Answer<Ack> answer = AnswerMapper.ack(reply(502, "x".repeat(100_000)));
		assertThat(((Answer.Unknown<Ack>) answer).detail()).hasSizeLessThan(400);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "true", "true\n" })
	void readsAnAcknowledgement(String body) {
		assertThat(value(AnswerMapper.ack(reply(200, body)))).isEqualTo(Ack.OK);
	}

	@ParameterizedTest
	@ValueSource(strings = { "false", "<html>log in first</html>" })
	void acknowledgesNothingThatConsulDidNotSay(String body) {
		assertThat(AnswerMapper.ack(reply(200, body))).isInstanceOf(Answer.Unknown.class);
	}

	@Test
	void findsNothingToDoWhereThereIsNoService() {
		String newer = "Unknown service ID \"x\". Ensure that the service ID is passed, not the service name.";
		assertThat(value(AnswerMapper.deregistered(reply(404, newer)))).isEqualTo(Ack.OK);
		String olderWithAcls = "Unknown service {\"x\" {}}";
		assertThat(value(AnswerMapper.deregistered(reply(500, olderWithAcls)))).isEqualTo(Ack.OK);
		assertThat(value(AnswerMapper.deregistered(reply(404, olderWithAcls)))).isEqualTo(Ack.OK);
		assertThat(value(AnswerMapper.deregistered(reply(200, "")))).isEqualTo(Ack.OK);
		assertThat(AnswerMapper.deregistered(reply(500, "No cluster leader"))).isInstanceOf(Answer.Unknown.class);
		assertThat(AnswerMapper.deregistered(reply(404, ""))).isInstanceOf(Answer.Unknown.class);
	}

	@Test
	void readsASessionsId() {
		assertThat(value(AnswerMapper.created(reply(200, "{\"ID\":\"" + ID + "\"}")))).isEqualTo(ID);
		assertThat(AnswerMapper.created(reply(200, "{}"))).isInstanceOf(Answer.Unknown.class);
	}

	@ParameterizedTest
	@CsvSource({ "10s, PT10S", "1m30s, PT1M30S", "24h0m0s, PT24H", "1500ms, PT1.5S", "1.5s, PT1.5S", "0s, PT0S",
			"0, PT0S", "'', PT0S" })
	void readsTheTtlThatTheServerKeeps(String ttl, Duration duration) {
		String body = "[{\"ID\":\"" + ID + "\",\"Name\":\"\",\"Node\":\"c4\",\"LockDelay\":15000000000,"
				+ "\"Behavior\":\"delete\",\"TTL\":\"" + ttl + "\",\"NodeChecks\":null,\"CreateIndex\":39}]";
		assertThat(value(AnswerMapper.renewed(reply(200, body)))).isEqualTo(duration);
	}

	@Test
	void knowsAGoneSessionByConsulsWordsOnly() {
		assertThat(refusal(AnswerMapper.renewed(reply(404, "Session id '" + ID + "' not found"))))
			.isEqualTo(Refusal.SESSION_GONE);
		assertThat(AnswerMapper.renewed(reply(404, "not found"))).isInstanceOf(Answer.Unknown.class);
		assertThat(AnswerMapper.renewed(reply(200, "[]"))).isInstanceOf(Answer.Unknown.class);
	}

	@Test
	void readsWhetherASessionIsThere() {
		assertThat(value(AnswerMapper.known(reply(200, "[{\"ID\":\"" + ID + "\"}]")))).isTrue();
		assertThat(value(AnswerMapper.known(reply(200, "[]")))).isFalse();
		assertThat(AnswerMapper.known(reply(200, "{}"))).isInstanceOf(Answer.Unknown.class);
		assertThat(AnswerMapper.known(reply(404, "[]"))).isInstanceOf(Answer.Unknown.class);
		assertThat(AnswerMapper.known(reply(500, "No cluster leader"))).isInstanceOf(Answer.Unknown.class);
	}

	@Test
	void readsWhoTheAgentIs() {
		String body = """
				{"Config":{"Datacenter":"dc1","NodeName":"n1","NodeID":"x","Server":true,"Version":"1.8.7"},"Member":{}}""";
		assertThat(value(AnswerMapper.self(reply(200, body)))).isEqualTo(new AgentInfo("n1", "dc1", "1.8.7"));
		assertThat(AnswerMapper.self(reply(200, "{}"))).isInstanceOf(Answer.Unknown.class);
	}

	@Test
	void readsAListing() {
		String body = """
				[{"LockIndex":1,"Key":"a","Flags":16210313421097356768,"Value":"U3RyYcOfZQ==","Session":"s",
				"CreateIndex":7,"ModifyIndex":9,"Partition":"default","Odd":{"nested":[1,{}]}},
				{"LockIndex":0,"Key":"b","Flags":0,"Value":null,"CreateIndex":8,"ModifyIndex":8}]""";
		assertThat(value(AnswerMapper.listed(reply(200, 12, body)))).isEqualTo(new Listing(
				List.of(new Entry("a", "Straße", "s", 0xe0f69a2baa414de0L, 7, 9), new Entry("b", "", null, 0, 8, 8)),
				12));
	}

	@Test
	void readsAValueThatIsNoText() {
		String body = "[{\"Key\":\"a\",\"Flags\":0,\"Value\":\"/////w==\",\"CreateIndex\":7,\"ModifyIndex\":9}]";
		assertThat(value(AnswerMapper.listed(reply(200, 9, body))).entries()).extracting(Entry::key)
			.containsExactly("a");
	}

	@Test
	void readsAnEmptyListingOnlyWhereConsulGaveAnIndex() {
		assertThat(value(AnswerMapper.listed(reply(404, 12, "")))).isEqualTo(new Listing(List.of(), 12));
		assertThat(AnswerMapper.listed(reply(404, ""))).isInstanceOf(Answer.Unknown.class);
		assertThat(AnswerMapper.listed(reply(404, 12, "<html>"))).isInstanceOf(Answer.Unknown.class);
	}

	@Test
	@Tag("F34")
	void watchesFromOneAtLeast() {
		assertThat(value(AnswerMapper.listed(reply(404, 0, ""))).index()).isEqualTo(1);
		assertThat(value(AnswerMapper.listed(reply(200, "[]"))).index()).isEqualTo(1);
	}

	@Test
	void returnsWhatWasWrittenAndNotWhatWasLookedAt() {
		List<Operation> operations = List.of(new Operation.CheckSession("lock", "s"),
				new Operation.CheckIndex("term", 5), new Operation.CheckNotExists("none"),
				new Operation.Set("term", "v", 0), new Operation.Delete("x"));
		String body = """
				{"Results":[{"KV":{"LockIndex":1,"Key":"lock","Flags":0,"Value":null,"Session":"s","CreateIndex":2,"ModifyIndex":3}},
				{"KV":{"LockIndex":0,"Key":"term","Flags":0,"Value":null,"CreateIndex":4,"ModifyIndex":5}},
				{"KV":{"LockIndex":0,"Key":"term","Flags":0,"Value":null,"CreateIndex":4,"ModifyIndex":9}}],"Errors":null}""";
		assertThat(value(AnswerMapper.transacted(operations).read(reply(200, body))))
			.containsExactly(new Entry("term", "", null, 0, 4, 9));
		assertThat(AnswerMapper.transacted(operations.subList(1, 5)).read(reply(200, body)))
			.isInstanceOf(Answer.Unknown.class);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			failed to lock key "k" due to lock delay                              | LOCK_DELAY
			failed to lock key "k", lock is already held                          | CONFLICT
			failed to unlock key "k", lock isn't held, or is held by another session | CONFLICT
			failed session check for key "k", current session "x" != "y"          | CONFLICT
			failed to check session, key "k" doesn't exist                        | CONFLICT
			failed index check for key "k", current modify index 163 != 1         | CONFLICT
			failed to check index, key "k" doesn't exist                          | CONFLICT
			failed to delete key "k", index is stale                              | CONFLICT
			failed to set key "k", index is stale                                 | CONFLICT
			key "k" exists                                                        | CONFLICT
			key "k" doesn't exist                                                 | CONFLICT
			invalid session "4a1d8a5e"                                            | SESSION_GONE
			Permission denied                                                     | DENIED
			Permission denied: token with AccessorID 'x' lacks permission 'key:write' on "k" | DENIED
			unknown KV verb "x"                                                   | INVALID
			""")
	void readsWhyAnOperationFailed(String what, Refusal refusal) {
		String body = "{\"Results\":null,\"Errors\":[{\"OpIndex\":2,\"What\":\"" + what.replace("\"", "\\\"") + "\"}]}";
		Answer<List<Entry>> answer = AnswerMapper.transacted(List.of()).read(reply(409, body));
		assertThat(answer)
			.isEqualTo(new Answer.Refused<>(refusal, what, List.of(new Answer.FailedOp(2, refusal, what))));
	}

	@Test
	void tellsTheGravestOfTheReasons() {
		String body = """
				{"Results":null,"Errors":[{"OpIndex":0,"What":"key \\"k\\" exists"},
				{"OpIndex":1,"What":"invalid session \\"x\\""},{"OpIndex":3,"What":"failed to lock key \\"k\\" due to lock delay"}]}""";
		Answer<List<Entry>> answer = AnswerMapper.transacted(List.of()).read(reply(409, body));
		assertThat(refusal(answer)).isEqualTo(Refusal.SESSION_GONE);
		assertThat(((Answer.Refused<?>) answer).detail()).isEqualTo("invalid session \"x\"");
		assertThat(((Answer.Refused<?>) answer).failed()).extracting(Answer.FailedOp::index).containsExactly(0, 1, 3);
	}

	@Test
	void concludesNothingFromAConflictWithoutReasons() {
		assertThat(AnswerMapper.transacted(List.of()).read(reply(409, "{\"Results\":null,\"Errors\":[]}")))
			.isInstanceOf(Answer.Unknown.class);
	}

}

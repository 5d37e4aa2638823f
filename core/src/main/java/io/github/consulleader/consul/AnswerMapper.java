package io.github.consulleader.consul;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.github.consulleader.json.Json;
import io.github.consulleader.json.JsonCursor;
import org.jspecify.annotations.Nullable;

/**
 * How each reply of Consul is read. Nothing here knows where a reply comes from.
 */
final class AnswerMapper {

	private AnswerMapper() {
	}

	static Answer<AgentInfo> self(Reply reply) {
		if (reply.status() != 200) {
			return failure(reply);
		}
		AgentInfo agent = Json.read(reply.body(), AnswerMapper::agent);
		boolean named = !agent.node().isEmpty() && !agent.datacenter().isEmpty();
		return named ? new Answer.Done<>(agent) : notConsul(reply);
	}

	private static AgentInfo agent(JsonCursor json) {
		String node = "";
		String datacenter = "";
		String version = "";
		if (json.find("Config") && json.enterObject()) {
			for (String name = json.nextMember(); name != null; name = json.nextMember()) {
				switch (name) {
					case "NodeName" -> node = textOf(json);
					case "Datacenter" -> datacenter = textOf(json);
					case "Version" -> version = textOf(json);
					default -> {
						// Much else.
					}
				}
			}
		}
		return new AgentInfo(node, datacenter, version);
	}

	/** Of calls that answer an empty body, or {@code true}. */
	static Answer<Ack> ack(Reply reply) {
		if (reply.status() != 200) {
			return failure(reply);
		}
		boolean said = reply.text().isEmpty() || reply.text().equals("true");
		return said ? new Answer.Done<>(Ack.OK) : notConsul(reply);
	}

	/**
	 * Newer versions, and older ones with ACLs, say that there is no such service; then
	 * there is nothing to do.
	 */
	static Answer<Ack> deregistered(Reply reply) {
		boolean failed = reply.status() == 404 || reply.status() == 500;
		if (failed && reply.text().startsWith("Unknown service")) {
			return new Answer.Done<>(Ack.OK);
		}
		return ack(reply);
	}

	static Answer<String> created(Reply reply) {
		if (reply.status() != 200) {
			return failure(reply);
		}
		String id = Json.read(reply.body(), (json) -> json.find("ID") ? textOf(json) : "");
		return id.isEmpty() ? notConsul(reply) : new Answer.Done<>(id);
	}

	static Answer<Duration> renewed(Reply reply) {
		if (reply.status() == 404 && reply.text().startsWith("Session id '")) {
			return new Answer.Refused<>(Refusal.SESSION_GONE, reply.text());
		}
		if (reply.status() != 200) {
			return failure(reply);
		}
		String ttl = Json.read(reply.body(), AnswerMapper::ttl);
		return (ttl != null) ? new Answer.Done<>(GoDuration.parse(ttl)) : notConsul(reply);
	}

	/** That of the first session, or {@code null} if there is none. */
	private static @Nullable String ttl(JsonCursor json) {
		boolean there = false;
		String ttl = "";
		if (json.enterArray() && json.nextElement() && json.enterObject()) {
			for (String name = json.nextMember(); name != null; name = json.nextMember()) {
				there |= name.equals("ID");
				ttl = name.equals("TTL") ? textOf(json) : ttl;
			}
		}
		return there ? ttl : null;
	}

	/** Whether a session is in the listing of one or none. */
	static Answer<Boolean> known(Reply reply) {
		if (reply.status() != 200) {
			return failure(reply);
		}
		Boolean known = Json.read(reply.body(), (json) -> json.enterArray() ? json.nextElement() : null);
		return (known != null) ? new Answer.Done<>(known) : notConsul(reply);
	}

	static Answer<Listing> listed(Reply reply) {
		// A 404 without an index is not about keys: a wrong path is answered so, too.
		boolean none = reply.status() == 404 && reply.text().isEmpty() && reply.index().isPresent();
		if (!none && reply.status() != 200) {
			return failure(reply);
		}
		List<Entry> entries = none ? List.of() : EntryParser.listing(reply.body());
		if (entries.isEmpty() && reply.filtered()) {
			return refused(Refusal.DENIED, "Consul keeps keys back that the ACL token may not read", List.of(), reply);
		}
		return new Answer.Done<>(new Listing(entries, reply.watchFrom()));
	}

	/** Of a transaction of these operations. */
	static AnswerReader<List<Entry>> transacted(List<Operation> operations) {
		return (reply) -> switch (reply.status()) {
			case 200 -> results(operations, reply);
			case 409 -> failedOperations(reply);
			default -> failure(reply);
		};
	}

	private static Answer<List<Entry>> results(List<Operation> operations, Reply reply) {
		List<Operation> answered = operations.stream().filter(AnswerMapper::hasResult).toList();
		List<Entry> results = EntryParser.results(reply.body());
		if (results.size() != answered.size()) {
			return notConsul(reply);
		}
		List<Entry> entries = new ArrayList<>();
		for (int i = 0; i < results.size(); i++) {
			if (writes(answered.get(i))) {
				entries.add(results.get(i));
			}
		}
		return new Answer.Done<>(List.copyOf(entries));
	}

	/** Consul answers guards with the entry that they looked at, if there is one. */
	private static boolean hasResult(Operation operation) {
		return !(operation instanceof Operation.CheckNotExists || operation instanceof Operation.Delete);
	}

	private static boolean writes(Operation operation) {
		return !(operation instanceof Operation.CheckIndex || operation instanceof Operation.CheckSession);
	}

	private static Answer<List<Entry>> failedOperations(Reply reply) {
		List<Answer.FailedOp> failed = Json.read(reply.body(), AnswerMapper::errors);
		if (failed.isEmpty()) {
			return notConsul(reply);
		}
		Answer.FailedOp gravest = failed.stream().min(Comparator.comparing(Answer.FailedOp::refusal)).orElseThrow();
		return refused(gravest.refusal(), gravest.detail(), failed, reply);
	}

	private static List<Answer.FailedOp> errors(JsonCursor json) {
		List<Answer.FailedOp> failed = new ArrayList<>();
		if (json.find("Errors") && json.enterArray()) {
			while (json.nextElement()) {
				failed.add(error(json));
			}
		}
		return failed;
	}

	private static Answer.FailedOp error(JsonCursor json) {
		int index = 0;
		String what = "";
		if (json.enterObject()) {
			for (String name = json.nextMember(); name != null; name = json.nextMember()) {
				if (name.equals("OpIndex") && !json.isNull()) {
					index = json.smallNumber();
				}
				else if (name.equals("What")) {
					what = textOf(json);
				}
			}
		}
		return new Answer.FailedOp(index, RefusalParser.ofOperation(what), what);
	}

	private static String textOf(JsonCursor json) {
		String text = json.text();
		return (text != null) ? text : "";
	}

	/** A reply that is no success: a definite no, or nothing to conclude from. */
	static <T> Answer<T> failure(Reply reply) {
		if (reply.text().contains("Client sent an HTTP request to an HTTPS server")) {
			return new Answer.Unknown<>("the agent speaks HTTPS here, not HTTP: use https:// or its HTTP port");
		}
		if (reply.status() == 404 && (reply.text().isEmpty() || reply.text().startsWith("Invalid URL path"))) {
			return new Answer.Unknown<>("404: Consul's API is not at this address; are host, port and path right?");
		}
		if (reply.status() >= 300 && reply.status() < 400) {
			return new Answer.Unknown<>(reply.status() + ": redirected; name the address that it leads to");
		}
		Refusal refusal = RefusalParser.of(reply.status(), reply.text());
		String detail = reply.status() + ": " + excerpt(reply);
		return (refusal != null) ? refused(refusal, detail, List.of(), reply) : new Answer.Unknown<>(detail);
	}

	private static <T> Answer<T> refused(Refusal refusal, String detail, List<Answer.FailedOp> failed, Reply reply) {
		String token = TokenDiagnosis.of(refusal, detail, reply.anonymous());
		return (token != null) ? new Answer.Refused<>(refusal, detail + ": " + token, failed, true)
				: new Answer.Refused<>(refusal, detail, failed);
	}

	/** A reply that Consul would not give. */
	static <T> Answer<T> notConsul(Reply reply) {
		return new Answer.Unknown<>("not an answer of Consul: " + reply.status() + ": " + excerpt(reply));
	}

	private static String excerpt(Reply reply) {
		String text = reply.text();
		return (text.length() <= 300) ? text : text.substring(0, 300) + "...";
	}

}

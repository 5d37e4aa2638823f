package io.github.consulleader.consul;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an old Consul says, in the words of newer ones.
 *
 * @param status the status
 * @param body the text
 */
record ModernAnswer(int status, String body) {

	private static final Pattern CHECK = Pattern.compile("/v1/agent/check/(?:pass|warn|fail|update)/([^?]+).*");

	private static final Pattern SESSION = Pattern.compile("/v1/session/(renew|info)/([^?]+).*");

	private static final String LACKS = ": token with AccessorID '8bb6a1cb-2a7c-4d4f-9f8f-2d9a3a1c5f0e' lacks permission "
			+ "'key:write' on \"leader/app\"";

	private static final Pattern DENIED = Pattern.compile("Permission denied(?!: token with)");

	/** That a service is not there, of which older agents say nothing. */
	static ModernAnswer unknownService(String id) {
		return new ModernAnswer(404,
				"Unknown service ID \"" + id + "\". Ensure that the service ID is passed, not the service name.");
	}

	/**
	 * Returns this as a newer version would say it, or this where it would not differ.
	 */
	ModernAnswer rewritten(String path) {
		if (this.status < 400) {
			return this;
		}
		Matcher check = CHECK.matcher(path);
		if (this.status == 500 && check.matches() && this.body.matches("(?s).*(associated TTL|Unknown check).*")) {
			return new ModernAnswer(404, "Unknown check ID \"" + check.group(1)
					+ "\". Ensure that the check ID is passed, not the check name.");
		}
		Matcher session = SESSION.matcher(path);
		if (this.status == 500 && session.matches() && this.body.contains("UUID must be 36 characters")) {
			return session.group(1).equals("renew")
					? new ModernAnswer(404, "Session id '" + session.group(2) + "' not found")
					: new ModernAnswer(200, "[]");
		}
		if (this.status == 404 && !path.matches("/v1/(kv|agent|session|txn|status|health|catalog|acl)\\b.*")) {
			return new ModernAnswer(404, "Invalid URL path: not a recognized HTTP API endpoint");
		}
		return new ModernAnswer(this.status, longer(path));
	}

	private String longer(String path) {
		String lacks = (this.status == 409) ? LACKS.replace("\"", "\\\"") : LACKS;
		String text = DENIED.matcher(this.body).replaceAll(Matcher.quoteReplacement("Permission denied" + lacks));
		return (this.status == 500 && path.startsWith("/v1/session/create")) ? "apply failed: " + text : text;
	}

}

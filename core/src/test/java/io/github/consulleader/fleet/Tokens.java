package io.github.consulleader.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.awaitility.Awaitility.await;

/**
 * The ACL tokens of a fleet: each place has a file with its own, which its processes read
 * anew for each request. Consul denies what it was not told to allow.
 */
final class Tokens {

	private static final String RULES = """
			session_prefix \\"\\" { policy = \\"write\\" } \
			key_prefix \\"leader/%1$s/\\" { policy = \\"write\\" } \
			service_prefix \\"leader-%1$s\\" { policy = \\"write\\" }""";

	private final Map<String, String> accessors = new HashMap<>();

	private final Supplier<List<URI>> servers;

	private final Operator operator;

	private final Path folder;

	/**
	 * Allows places what a worker needs, and no more.
	 * @param servers those that run
	 * @param scope of the fleet
	 * @param management a token that may do everything
	 * @param folder for the files
	 */
	Tokens(Supplier<List<URI>> servers, String scope, String management, Path folder) {
		this.servers = servers;
		this.folder = folder;
		this.operator = new Operator(() -> servers.get().get(0), scope, management);
		String policy = "{\"Name\": \"worker\", \"Rules\": \"" + RULES.formatted(scope) + "\"}";
		// A cluster that has just begun does not take policies at once.
		await().atMost(Fleet.PATIENCE).until(() -> this.operator.send("PUT", "/v1/acl/policy", policy).isOk());
	}

	/** What each agent needs to know of it, and may itself do. */
	static String config(String management) {
		return """
				acl { enabled = true, default_policy = "deny", tokens { master = "%1$s", agent = "%1$s" } }
				""".formatted(management);
	}

	Operator operator() {
		return this.operator;
	}

	Path file(String place) {
		return this.folder.resolve(place + ".token");
	}

	/** Gives a place another token; the one before works on until it is ended. */
	void give(String place) {
		String made = this.operator.ask("PUT", "/v1/acl/token", "{\"Policies\": [{\"Name\": \"worker\"}]}");
		String secret = field("SecretID", made);
		// An agent remembers for half a minute that a server did not know a token yet.
		await().atMost(Fleet.PATIENCE).until(() -> this.servers.get().stream().allMatch((at) -> knows(at, secret)));
		this.accessors.put(place, field("AccessorID", made));
		try {
			Files.createDirectories(this.folder);
			Path next = Files.writeString(this.folder.resolve(place + ".next"), secret);
			// Nobody may read half a token.
			Files.move(next, file(place), StandardCopyOption.ATOMIC_MOVE);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static boolean knows(URI server, String secret) {
		return new Operator(() -> server, "", secret).send("GET", "/v1/acl/token/self?stale", "").isOk();
	}

	/** Names the token of a place, without showing it. */
	String of(String place) {
		String accessor = this.accessors.get(place);
		if (accessor == null) {
			throw new IllegalStateException(place + " was never given a token");
		}
		return accessor;
	}

	/** Ends a token by the name that {@link #of} gave it. */
	void end(String accessor) {
		this.operator.ask("DELETE", "/v1/acl/token/" + accessor, "");
	}

	void revoke(String place) {
		end(of(place));
	}

	private static String field(String name, String json) {
		Matcher matcher = Pattern.compile("\"" + name + "\": ?\"([^\"]+)\"").matcher(json);
		if (!matcher.find()) {
			throw new IllegalStateException("No " + name + " was given");
		}
		return matcher.group(1);
	}

}

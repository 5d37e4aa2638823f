package io.github.consulleader.sample.page;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets in who sits at this machine, and no web site that is open in their browser. Such a
 * site can send requests to this address, or let its own name point here.
 * <ul>
 * <li>The request comes from a loopback address.</li>
 * <li>Its {@code Host} is a name of this machine that nobody else can own.</li>
 * <li>What is not merely a look carries the header {@value #BUTTON}, which a foreign site
 * can send only if we allowed it to, and names no other origin.</li>
 * </ul>
 */
public final class LoopbackGuard extends OncePerRequestFilter {

	/** The header that the page sends with each button. */
	public static final String BUTTON = "X-Sample-Button";

	private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

	private static final Set<String> LOOKING = Set.of("GET", "HEAD");

	private static final String POLICY = "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String refusal = refusal(request);
		if (refusal != null) {
			response.sendError(HttpServletResponse.SC_FORBIDDEN, refusal);
			return;
		}
		response.setHeader("Content-Security-Policy", POLICY);
		response.setHeader("X-Content-Type-Options", "nosniff");
		response.setHeader("X-Frame-Options", "DENY");
		response.setHeader("Referrer-Policy", "no-referrer");
		chain.doFilter(request, response);
	}

	private static @Nullable String refusal(HttpServletRequest request) throws IOException {
		if (!InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress()) {
			return "This page answers on the loopback address only";
		}
		String host = request.getHeader("Host");
		if (host == null || !NAMES.contains(withoutPort(host))) {
			return "This page is called localhost";
		}
		if (LOOKING.contains(request.getMethod())) {
			return null;
		}
		if (request.getHeader(BUTTON) == null) {
			return "The header " + BUTTON + " is missing";
		}
		String origin = request.getHeader("Origin");
		if (origin != null && !origin.equals(request.getScheme() + "://" + host)) {
			return "Buttons are pressed on the page itself";
		}
		return null;
	}

	private static String withoutPort(String host) {
		return host.replaceFirst(":\\d+$", "");
	}

}

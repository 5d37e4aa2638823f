package io.github.consulleader.spring.autoconfigure;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.consulleader.consul.ConsulConnection;
import io.github.consulleader.role.InvalidSettingException;

import org.springframework.core.env.Environment;

/**
 * The address that {@code spring.cloud.consul} describes. Spring Cloud encodes what is
 * set as the host, so that an IPv6 address without brackets does not look like one any
 * more.
 */
final class SpringCloudConsulUrl {

	private static final Pattern FORM = Pattern
		.compile("(?<scheme>[^:/]*)://(?<host>.*?)(?<rest>:-?\\d+(?:/.*)?|/.*)?");

	private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(%\\w+)?");

	private SpringCloudConsulUrl() {
	}

	/**
	 * Reads it.
	 * @param baseUrl what Spring Cloud made of the properties
	 * @throws InvalidSettingException if it is no address of Consul
	 */
	static URI of(String baseUrl, Environment environment) {
		Matcher parts = FORM.matcher(baseUrl);
		if (!parts.matches()) {
			throw invalid(environment, baseUrl);
		}
		String rest = (parts.group("rest") != null) ? parts.group("rest") : "";
		String host = URLDecoder.decode(parts.group("host").replace("+", "%2B"), StandardCharsets.UTF_8);
		String text = parts.group("scheme") + "://" + (IPV6.matcher(host).matches() ? "[" + host + "]" : host) + rest;
		try {
			URI url = URI.create(text);
			if (ConsulConnection.isHttp(url) && text.endsWith(url.getRawAuthority() + path(rest))) {
				return url;
			}
		}
		catch (IllegalArgumentException ex) {
			throw invalid(environment, baseUrl);
		}
		throw invalid(environment, baseUrl);
	}

	/** What the host must not have brought with it. */
	private static String path(String rest) {
		int slash = rest.indexOf('/');
		return (slash >= 0) ? rest.substring(slash) : "";
	}

	private static InvalidSettingException invalid(Environment environment, String baseUrl) {
		String scheme = environment.getProperty("spring.cloud.consul.scheme", "");
		if (!scheme.isEmpty() && !scheme.matches("(?i)https?")) {
			return new InvalidSettingException("spring.cloud.consul.scheme", scheme, "it is not one of http and https.",
					"Name http or https.");
		}
		String host = environment.getProperty("spring.cloud.consul.host", baseUrl);
		return new InvalidSettingException("spring.cloud.consul.host", host,
				"it is neither a host name nor an IP address.",
				"Name the host alone; scheme, port and path are properties of their own: spring.cloud.consul.scheme, "
						+ "spring.cloud.consul.port, spring.cloud.consul.path.");
	}

}

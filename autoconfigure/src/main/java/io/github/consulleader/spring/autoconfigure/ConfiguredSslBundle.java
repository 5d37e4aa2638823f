package io.github.consulleader.spring.autoconfigure;

import java.net.URI;
import java.util.List;

import javax.net.ssl.SSLContext;

import io.github.consulleader.role.InvalidSettingException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/**
 * The bundle that {@code consul.leader.ssl-bundle} names.
 *
 * @param name its name, or {@code null} if none is set
 * @param bundles all that there are, or {@code null} if the application has none
 */
record ConfiguredSslBundle(@Nullable String name, @Nullable SslBundles bundles) {

	/**
	 * Returns the bundle.
	 * @param url what it is for
	 * @return the bundle, or {@code null} if none is set
	 * @throws InvalidSettingException if there is no such bundle, or no use for it
	 */
	@Nullable SslBundle forUrl(URI url) {
		if (this.name == null) {
			return null;
		}
		if (!"https".equalsIgnoreCase(url.getScheme())) {
			throw invalid("Consul's address is " + url + ", where no bundle is used.",
					"Set consul.leader.url or spring.cloud.consul.scheme to https, or remove the bundle.", null);
		}
		try {
			if (this.bundles != null) {
				return this.bundles.getBundle(this.name);
			}
		}
		catch (NoSuchSslBundleException ex) {
			throw invalid("there is no SSL bundle of that name; there are " + this.bundles.getBundleNames() + ".",
					action(), ex);
		}
		throw invalid("there is no SSL bundle of that name; there are " + List.of() + ".", action(), null);
	}

	/**
	 * Loads a bundle.
	 * @throws InvalidSettingException if it is the one that is named and cannot be loaded
	 */
	SSLContext context(SslBundle bundle) {
		try {
			return bundle.createSslContext();
		}
		catch (IllegalStateException ex) {
			if (this.name == null) {
				throw ex;
			}
			throw invalid("it cannot be loaded: " + ex.getMessage() + ".", "Look at spring.ssl.bundle.", ex);
		}
	}

	private String action() {
		return "Define it by spring.ssl.bundle.pem.%1$s or spring.ssl.bundle.jks.%1$s, or name another."
			.formatted(this.name);
	}

	private InvalidSettingException invalid(String problem, String wayOut, @Nullable Throwable cause) {
		InvalidSettingException invalid = new InvalidSettingException("ssl-bundle", String.valueOf(this.name), problem,
				wayOut);
		if (cause != null) {
			invalid.initCause(cause);
		}
		return invalid;
	}

}

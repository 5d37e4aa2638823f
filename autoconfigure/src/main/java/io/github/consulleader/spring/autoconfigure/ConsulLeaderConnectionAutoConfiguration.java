package io.github.consulleader.spring.autoconfigure;

import java.net.URI;

import io.github.consulleader.SharedConsul;
import io.github.consulleader.consul.ConsulConnection;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.cloud.consul.ConsulAutoConfiguration.ConsulClientSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/**
 * The connection to Consul: our own properties, else Spring Cloud Consul's, else the
 * agent of this machine. No input or output but with fail-fast.
 */
@AutoConfiguration(afterName = "org.springframework.cloud.consul.ConsulAutoConfiguration")
@Conditional(OnElectionsOrLocks.class)
@EnableConfigurationProperties(ConsulLeaderProperties.class)
public final class ConsulLeaderConnectionAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ConsulConnection consulLeaderConnection(ConsulLeaderConnectionDetails details, ConsulLeaderProperties properties) {
		SslBundle bundle = details.getSslBundle();
		return new ConsulConnection(details.getUrl(), details::getToken, details.getDatacenter(),
				(bundle != null) ? bundle.createSslContext() : null, properties.timings().requestTimeout());
	}

	/**
	 * What election and locks share. Each closes what is its own; this one, which they
	 * depend on, is closed after them.
	 */
	@Bean
	@Lazy
	@ConditionalOnMissingBean
	SharedConsul consulLeaderSharedConsul(ConsulConnection connection) {
		return new SharedConsul(connection);
	}

	@Bean
	@ConditionalOnBooleanProperty("consul.leader.fail-fast")
	@ConditionalOnBooleanProperty(name = "consul.leader.enabled", matchIfMissing = true)
	FailFastProbe consulLeaderFailFastProbe(ConsulConnection connection) {
		return new FailFastProbe(connection);
	}

	@Bean
	@ConditionalOnMissingBean(ConsulLeaderConnectionDetails.class)
	ConsulLeaderConnectionDetails consulLeaderConnectionDetails(ConsulLeaderProperties properties,
			ObjectProvider<SslBundles> bundles, Environment environment) {
		URI url = properties.httpUrl();
		return own((url != null) ? url : ConfiguredConnection.DEFAULT_URL, properties, bundles, environment);
	}

	private static ConsulLeaderConnectionDetails own(URI url, ConsulLeaderProperties properties,
			ObjectProvider<SslBundles> bundles, Environment environment) {
		String bundle = properties.sslBundle();
		return new ConfiguredConnection(url, (bundle != null) ? bundles.getObject().getBundle(bundle) : null,
				properties.datacenter(), new ConsulToken(environment));
	}

	/**
	 * Read before the bean method above, as all nested classes are, and so the first to
	 * answer.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(ConsulClientSettings.class)
	static class SpringCloudConsul {

		@Bean
		@ConditionalOnBean(ConsulClientSettings.class)
		@ConditionalOnMissingBean(ConsulLeaderConnectionDetails.class)
		ConsulLeaderConnectionDetails consulLeaderSpringCloudConnectionDetails(ConsulClientSettings settings,
				ConsulLeaderProperties properties, ObjectProvider<SslBundles> bundles, Environment environment) {
			URI url = properties.httpUrl();
			if (url != null) {
				return own(url, properties, bundles, environment);
			}
			HttpClientSettings http = settings.httpClientSettings();
			return new ConfiguredConnection(URI.create(settings.baseUrl()), (http != null) ? http.sslBundle() : null,
					properties.datacenter(), new ConsulToken(environment));
		}

	}

}

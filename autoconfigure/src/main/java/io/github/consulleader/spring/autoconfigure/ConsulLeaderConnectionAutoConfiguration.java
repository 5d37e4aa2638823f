package io.github.consulleader.spring.autoconfigure;

import java.net.URI;

import io.github.consulleader.SharedConsul;
import io.github.consulleader.consul.ConsulConnection;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
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
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/**
 * The connection to Consul: our own properties, else Spring Cloud Consul's, else the
 * agent of this machine. No input or output but with fail-fast.
 */
@AutoConfiguration(afterName = "org.springframework.cloud.consul.ConsulAutoConfiguration")
@ConditionalOnSwitch({ Switch.ELECTIONS, Switch.LOCKS })
@EnableConfigurationProperties(ConsulLeaderProperties.class)
public final class ConsulLeaderConnectionAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ConsulConnection consulLeaderConnection(ConsulLeaderConnectionDetails details, ConsulLeaderProperties properties,
			ObjectProvider<SslBundles> bundles) {
		SslBundle described = details.getSslBundle();
		ConfiguredSslBundle configured = new ConfiguredSslBundle(properties.sslBundle(), bundles.getIfAvailable());
		SslBundle bundle = (described != null) ? described : configured.forUrl(details.getUrl());
		return new ConsulConnection(details.getUrl(), details::getToken, details.getDatacenter(),
				(bundle != null) ? configured.context(bundle) : null, properties.timings().requestTimeout(),
				properties.agentCheck());
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
	static ConnectionNotice consulLeaderConnectionNotice(ConfigurableListableBeanFactory beanFactory,
			Environment environment) {
		return new ConnectionNotice(beanFactory, environment);
	}

	@Bean
	@ConditionalOnBooleanProperty("consul.leader.fail-fast")
	@ConditionalOnSwitch(Switch.ELECTIONS)
	FailFastProbe consulLeaderFailFastProbe(ConsulConnection connection) {
		return new FailFastProbe(connection);
	}

	@Bean
	@ConditionalOnMissingBean(ConsulLeaderConnectionDetails.class)
	ConsulLeaderConnectionDetails consulLeaderConnectionDetails(ConsulLeaderProperties properties,
			ObjectProvider<SslBundles> bundles, Environment environment) {
		URI url = properties.httpUrl();
		return own((url != null) ? url : PropertiesConsulLeaderConnectionDetails.DEFAULT_URL, properties, bundles,
				environment);
	}

	private static ConsulLeaderConnectionDetails own(URI url, ConsulLeaderProperties properties,
			ObjectProvider<SslBundles> bundles, Environment environment) {
		SslBundle bundle = new ConfiguredSslBundle(properties.sslBundle(), bundles.getIfAvailable()).forUrl(url);
		return new PropertiesConsulLeaderConnectionDetails(url, bundle, properties.datacenter(),
				new ConsulToken(environment));
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
			URI own = properties.httpUrl();
			if (own != null) {
				return own(own, properties, bundles, environment);
			}
			URI url = SpringCloudConsulUrl.of(settings.baseUrl(), environment);
			if (properties.sslBundle() != null) {
				return own(url, properties, bundles, environment);
			}
			HttpClientSettings http = settings.httpClientSettings();
			return new PropertiesConsulLeaderConnectionDetails(url, (http != null) ? http.sslBundle() : null,
					properties.datacenter(), new ConsulToken(environment));
		}

	}

}

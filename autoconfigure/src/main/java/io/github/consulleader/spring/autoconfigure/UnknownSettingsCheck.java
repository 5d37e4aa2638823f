package io.github.consulleader.spring.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Refuses to start with a mistyped property, before anything acts on the default that it
 * was to change. Environment variables are not refused, since others write them too (a
 * Kubernetes service named consul-leader has {@code CONSUL_LEADER_PORT}): one that looks
 * like a property is warned of.
 */
final class UnknownSettingsCheck implements BeanFactoryPostProcessor {

	static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("consul.leader");

	private static final Logger logger = LoggerFactory.getLogger(UnknownSettingsCheck.class);

	private final Environment environment;

	UnknownSettingsCheck(Environment environment) {
		this.environment = environment;
	}

	/** What this library itself reads. */
	static KnownSettings ownSettings() {
		return new KnownSettings(PREFIX.toString()).withComponentsOf(ConsulLeaderProperties.class).with("token");
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		KnownSettings known = ownSettings();
		for (String bean : beanFactory.getBeanDefinitionNames()) {
			ConfigurationProperties others = beanFactory.findAnnotationOnBean(bean, ConfigurationProperties.class,
					false);
			if (others != null && others.prefix().startsWith(PREFIX + ".")) {
				known.withAllBelow(ConfigurationPropertyName.of(others.prefix()));
			}
		}
		List<UnknownSetting> unknown = new ArrayList<>();
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			if (source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource) {
				warnOfVariables(source, known);
			}
			else {
				unknown.addAll(unknown(source, known));
			}
		}
		if (!unknown.isEmpty()) {
			throw new UnknownSettingException(unknown.stream().distinct().toList(), known);
		}
	}

	private static List<UnknownSetting> unknown(ConfigurationPropertySource source, KnownSettings known) {
		return below(source).stream().filter((name) -> !known.has(name)).map((name) -> {
			ConfigurationProperty property = source.getConfigurationProperty(name);
			return new UnknownSetting(name, (property != null) ? property.getOrigin() : null);
		}).toList();
	}

	private static void warnOfVariables(ConfigurationPropertySource source, KnownSettings known) {
		for (ConfigurationPropertyName name : below(source)) {
			ConfigurationPropertyName near = known.nearest(name);
			if (near != null && !known.hasVariable(name)) {
				logger.warn("An environment variable is read as {}, which is not a property. Did you mean {}?", name,
						near);
			}
		}
	}

	private static List<ConfigurationPropertyName> below(ConfigurationPropertySource source) {
		return (source instanceof IterableConfigurationPropertySource all)
				? all.stream().filter(PREFIX::isAncestorOf).toList() : List.of();
	}

}

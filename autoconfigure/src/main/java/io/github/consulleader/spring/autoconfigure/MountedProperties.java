package io.github.consulleader.spring.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.ConfigTreePropertySource;
import org.springframework.boot.env.ConfigTreePropertySource.Option;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;

/**
 * The properties of an environment as files say now. What is imported by
 * {@code configtree:} is read once by Spring Boot, though a mounted secret changes with
 * its file.
 */
final class MountedProperties {

	private final Environment environment;

	private List<PropertySource<?>> seen = List.of();

	private @Nullable Binder binder;

	MountedProperties(Environment environment) {
		this.environment = environment;
	}

	/** Whether any of them comes from such a file. */
	boolean any() {
		return current().stream().anyMatch(ConfigTreePropertySource.class::isInstance);
	}

	/** Returns what a property is now, or {@code null} if it is not set. */
	@Nullable String get(String key) {
		return binder().bind(key, Bindable.of(String.class)).orElse(null);
	}

	private synchronized Binder binder() {
		List<PropertySource<?>> sources = current();
		Binder present = this.binder;
		if (present == null || !isSame(sources, this.seen)) {
			MutablePropertySources fresh = new MutablePropertySources();
			sources.forEach((source) -> fresh.addLast(reread(source)));
			present = new Binder(ConfigurationPropertySources.from(fresh),
					new PropertySourcesPlaceholdersResolver(fresh));
			this.binder = present;
			this.seen = sources;
		}
		return present;
	}

	private List<PropertySource<?>> current() {
		if (!(this.environment instanceof ConfigurableEnvironment configurable)) {
			return List.of();
		}
		return configurable.getPropertySources()
			.stream()
			.filter((source) -> !ConfigurationPropertySources.isAttachedConfigurationPropertySource(source))
			.toList();
	}

	/** Equal are sources of the same name; these must be the same. */
	@SuppressWarnings("ReferenceEquality")
	private static boolean isSame(List<PropertySource<?>> sources, List<PropertySource<?>> seen) {
		boolean same = sources.size() == seen.size();
		for (int i = 0; same && i < sources.size(); i++) {
			same = sources.get(i) == seen.get(i);
		}
		return same;
	}

	private static PropertySource<?> reread(PropertySource<?> source) {
		return (source instanceof ConfigTreePropertySource tree) ? new ConfigTreePropertySource(tree.getName(),
				tree.getSource(), Option.ALWAYS_READ, Option.AUTO_TRIM_TRAILING_NEW_LINE) : source;
	}

}

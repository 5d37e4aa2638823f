package io.github.consulleader.spring.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.origin.Origin;

/**
 * A name below {@code consul.leader} that is no property. Its value is left out: it may
 * be a mistyped token.
 *
 * @param name what is set
 * @param origin where it is set, if known
 */
record UnknownSetting(ConfigurationPropertyName name, @Nullable Origin origin) {

	String problem() {
		String where = (this.origin != null) ? ", set in " + this.origin + "," : "";
		return this.name + where + " is not a property.";
	}

	String action(KnownSettings known) {
		ConfigurationPropertyName near = known.nearest(this.name);
		return (near != null) ? "Did you mean " + near + " instead of " + this.name + "?"
				: "Remove " + this.name + ". The properties are: " + known + ".";
	}

}

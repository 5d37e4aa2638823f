package io.github.consulleader.sample.launcher;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the launcher.
 *
 * @param instances how many instances are started, 1 to 9
 * @param folder where journals, reports and logs are kept; a temporary one that is
 * removed at the end if none is named
 */
@ConfigurationProperties("sample")
public record SampleProperties(@DefaultValue("3") int instances, @Nullable Path folder) {

	public SampleProperties {
		if (instances < 1 || instances > 9) {
			throw new IllegalArgumentException("sample.instances is " + instances + "; name 1 to 9");
		}
	}

}

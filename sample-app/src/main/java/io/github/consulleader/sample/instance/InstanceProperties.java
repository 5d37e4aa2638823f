package io.github.consulleader.sample.instance;

import java.nio.file.Path;
import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of an instance.
 *
 * @param instance its name
 * @param folder the folder that all instances share
 * @param service what the service does
 */
@ConfigurationProperties("sample")
record InstanceProperties(String instance, Path folder, @DefaultValue Service service) {

	/**
	 * What the service does.
	 *
	 * @param reportEvery pause between two reports
	 * @param reportTakes how long the making of a report takes at least, so that there is
	 * work to be met in the middle
	 * @param requestsPerSecond how many requests each instance serves
	 */
	record Service(@DefaultValue("2s") Duration reportEvery, @DefaultValue("300ms") Duration reportTakes,
			@DefaultValue("6") int requestsPerSecond) {
	}

}

package io.github.consulleader.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The order in which an executable is looked for. What somebody has named must work; what
 * is merely lying about may fail and be passed over.
 */
final class BinarySearch {

	/** Puts an executable into a cache, or says why it cannot. */
	interface Download {

		void into(CacheFolder cache) throws IOException;

	}

	private final SearchEnvironment environment;

	private final Download download;

	private final List<String> tried = new ArrayList<>();

	BinarySearch(SearchEnvironment environment, Download download) {
		this.environment = environment;
		this.download = download;
	}

	ConsulBinary find() {
		Optional<String> property = this.environment.property();
		if (property.isPresent()) {
			return named("the system property " + SearchEnvironment.PROPERTY, property.get());
		}
		Optional<String> variable = this.environment.variable();
		if (variable.isPresent()) {
			return named("the environment variable " + SearchEnvironment.VARIABLE, variable.get());
		}
		return onPath().or(this::inCache).or(this::downloaded).orElseThrow(this::notFound);
	}

	private ConsulBinary named(String by, String value) {
		try {
			return VersionCheck.run(Path.of(value));
		}
		catch (IOException ex) {
			throw new ConsulNotFoundException(
					"Consul as named by " + by + " does not run: " + ex.getMessage() + ". Correct or remove it.");
		}
	}

	private Optional<ConsulBinary> onPath() {
		for (Path folder : this.environment.path()) {
			Optional<ConsulBinary> found = lyingAbout(folder.resolve("consul"));
			if (found.isPresent()) {
				return found;
			}
		}
		this.tried.add("PATH: no consul that runs");
		return Optional.empty();
	}

	private Optional<ConsulBinary> inCache() {
		for (CacheFolder cache : this.environment.caches()) {
			Optional<ConsulBinary> found = cached(cache);
			if (found.isPresent()) {
				return found;
			}
		}
		return Optional.empty();
	}

	private Optional<ConsulBinary> cached(CacheFolder cache) {
		if (!Files.exists(cache.binary())) {
			this.tried.add("cache " + cache.folder() + ": empty");
			return Optional.empty();
		}
		try {
			cache.prepare();
			return lyingAbout(cache.binary());
		}
		catch (IOException ex) {
			this.tried.add("cache " + cache.folder() + ": " + ex);
			return Optional.empty();
		}
	}

	private Optional<ConsulBinary> downloaded() {
		for (CacheFolder cache : this.environment.caches()) {
			try {
				cache.prepare();
			}
			catch (IOException ex) {
				this.tried.add("download into " + cache.folder() + ": " + ex);
				continue;
			}
			try {
				this.download.into(cache);
				return Optional.of(VersionCheck.run(cache.binary()));
			}
			catch (IOException ex) {
				// Another folder would not make the mirrors answer.
				this.tried.add("download into " + cache.folder() + ": " + ex.getMessage());
				return Optional.empty();
			}
		}
		return Optional.empty();
	}

	private Optional<ConsulBinary> lyingAbout(Path candidate) {
		if (!Files.isExecutable(candidate)) {
			return Optional.empty();
		}
		try {
			return Optional.of(VersionCheck.run(candidate));
		}
		catch (IOException ex) {
			this.tried.add(ex.getMessage());
			return Optional.empty();
		}
	}

	private ConsulNotFoundException notFound() {
		return new ConsulNotFoundException(
				"""
						There is no Consul executable. Any one of these provides it:
						  - install Consul so that 'consul version' works on the PATH
						  - set the environment variable %s to the path of the executable
						  - set the system property %s to the path of the executable
						  - put the executable into the cache, as %s
						  - on Debian or Ubuntu, let it be fetched from the machine's apt mirrors (needs apt-get, dpkg and a network)
						What was tried:
						  - %s"""
					.formatted(SearchEnvironment.VARIABLE, SearchEnvironment.PROPERTY,
							this.environment.caches().get(0).binary(), String.join("\n  - ", this.tried)));
	}

}

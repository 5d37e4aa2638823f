package io.github.consulleader.session;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What keeps a session from working. Each problem is logged once when it starts and once
 * when it clears; what changes in between is logged at DEBUG (F54).
 */
final class Problems {

	private static final Logger logger = LoggerFactory.getLogger(Problems.class);

	/** Where a problem can come from; of several the first is told. */
	enum Source {

		/** There is no session yet. */
		OPENING,

		/** The session is not renewed. */
		RENEWAL,

		/** The check is not passed. */
		HEARTBEAT

	}

	private final String whose;

	private final Consumer<@Nullable String> listener;

	private final Map<Source, String> texts = new EnumMap<>(Source.class);

	private @Nullable String told;

	Problems(String whose, Consumer<@Nullable String> listener) {
		this.whose = whose;
		this.listener = listener;
	}

	void report(Source source, String text) {
		if (this.texts.put(source, text) == null) {
			logger.warn("{}: {}", this.whose, text);
		}
		else {
			logger.debug("{}: {}", this.whose, text);
		}
		tell();
	}

	void clear(Source source) {
		String over = this.texts.remove(source);
		if (over != null) {
			logger.info("{}: recovered from: {}", this.whose, over);
			tell();
		}
	}

	/** Forgets a problem of which nobody can say any more whether it is over. */
	void forget(Source source) {
		if (this.texts.remove(source) != null) {
			tell();
		}
	}

	private void tell() {
		String text = this.texts.values().stream().findFirst().orElse(null);
		if (!Objects.equals(text, this.told)) {
			this.told = text;
			this.listener.accept(text);
		}
	}

}

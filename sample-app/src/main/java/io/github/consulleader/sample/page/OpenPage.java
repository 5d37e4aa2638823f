package io.github.consulleader.sample.page;

import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import io.github.consulleader.sample.fleet.Picture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * One page that is open somewhere. A slow one gets fewer pictures, and nobody waits for
 * it.
 */
final class OpenPage {

	private static final Logger logger = LoggerFactory.getLogger(OpenPage.class);

	private final AtomicReference<@Nullable Picture> next = new AtomicReference<>();

	private final SseEmitter emitter = new SseEmitter(0L);

	private final Executor executor;

	private final Consumer<OpenPage> gone;

	OpenPage(Executor executor, Consumer<OpenPage> gone) {
		this.executor = executor;
		this.gone = gone;
		this.emitter.onCompletion(() -> gone.accept(this));
		this.emitter.onError((problem) -> gone.accept(this));
	}

	SseEmitter emitter() {
		return this.emitter;
	}

	void show(Picture picture) {
		if (this.next.getAndSet(picture) == null) {
			this.executor.execute(this::sendNext);
		}
	}

	private void sendNext() {
		Picture picture = this.next.getAndSet(null);
		if (picture == null) {
			return;
		}
		try {
			this.emitter.send(SseEmitter.event().data(picture));
		}
		catch (IOException | IllegalStateException ex) {
			logger.debug("A page was closed: {}", ex.getMessage());
			this.gone.accept(this);
		}
	}

}

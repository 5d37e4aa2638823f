package io.github.consulleader.sample.page;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.github.consulleader.sample.fleet.Picture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Sends each picture to all pages that are open.
 */
public final class PictureStream {

	private static final Logger logger = LoggerFactory.getLogger(PictureStream.class);

	private final Queue<SseEmitter> pages = new ConcurrentLinkedQueue<>();

	SseEmitter open(Picture now) {
		SseEmitter page = new SseEmitter(0L);
		page.onCompletion(() -> this.pages.remove(page));
		page.onError((problem) -> this.pages.remove(page));
		this.pages.add(page);
		send(page, now);
		return page;
	}

	/**
	 * Sends a picture.
	 * @param picture the picture
	 */
	public void send(Picture picture) {
		this.pages.forEach((page) -> send(page, picture));
	}

	/** Ends all streams: nothing more will come. */
	public void close() {
		this.pages.forEach(SseEmitter::complete);
	}

	private void send(SseEmitter page, Picture picture) {
		try {
			page.send(SseEmitter.event().data(picture));
		}
		catch (IOException | IllegalStateException ex) {
			logger.debug("A page was closed: {}", ex.getMessage());
			this.pages.remove(page);
		}
	}

}

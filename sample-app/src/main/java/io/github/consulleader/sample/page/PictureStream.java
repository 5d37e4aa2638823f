package io.github.consulleader.sample.page;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.github.consulleader.sample.fleet.Picture;

import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Sends pictures to all pages that are open. Nobody who sends one has to wait.
 */
public final class PictureStream {

	private final Queue<OpenPage> pages = new ConcurrentLinkedQueue<>();

	private final ExecutorService threads = Executors.newCachedThreadPool((task) -> {
		Thread thread = new Thread(task, "page");
		thread.setDaemon(true);
		return thread;
	});

	SseEmitter open(Picture now) {
		OpenPage page = new OpenPage(this.threads, this.pages::remove);
		this.pages.add(page);
		page.show(now);
		return page.emitter();
	}

	/**
	 * Sends a picture.
	 * @param picture the picture
	 */
	public void send(Picture picture) {
		this.pages.forEach((page) -> page.show(picture));
	}

	/** Ends all streams: nothing more will come. */
	public void close() {
		this.pages.forEach((page) -> page.emitter().complete());
		this.pages.clear();
	}

}

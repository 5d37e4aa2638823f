package io.github.consulleader.sample.launcher;

import io.github.consulleader.sample.fleet.Fleet;
import io.github.consulleader.sample.page.PictureStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;

/**
 * Starts the fleet when the page is there, and ends it first: a port that is taken must
 * not leave a fleet behind.
 */
final class FleetLifecycle implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(FleetLifecycle.class);

	private final Fleet fleet;

	private final PictureStream stream;

	private volatile boolean running;

	FleetLifecycle(Fleet fleet, PictureStream stream) {
		this.fleet = fleet;
		this.stream = stream;
	}

	@EventListener
	void pageIsThere(WebServerInitializedEvent event) {
		WebServerApplicationContext context = event.getApplicationContext();
		if (context.getServerNamespace() == null) {
			logger.info("The page is at http://localhost:{}, files are in {}; Ctrl-C ends everything",
					event.getWebServer().getPort(), this.fleet.picture().folder());
		}
	}

	@Override
	public void start() {
		this.running = true;
		this.fleet.start(this.stream::send);
	}

	@Override
	public void stop() {
		this.stream.close();
		this.fleet.close();
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}

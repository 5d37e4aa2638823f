package io.github.consulleader.spring.gate;

import java.util.concurrent.CompletableFuture;

import io.github.consulleader.role.Role;

import org.springframework.context.Lifecycle;
import org.springframework.context.SmartLifecycle;

/**
 * A lifecycle bean that runs on the worker only.
 *
 * @param name the bean's name
 * @param role the role whose worker that is
 * @param bean the bean
 * @param phase its phase
 */
record LeaderOnlyBean(String name, Role role, Lifecycle bean, int phase) {

	boolean isRunning() {
		return this.bean.isRunning();
	}

	void start() {
		if (!this.bean.isRunning()) {
			this.bean.start();
		}
	}

	/**
	 * Asks it to stop.
	 * @return completes when it says that it has; exceptionally if it threw
	 */
	CompletableFuture<Void> stop() {
		CompletableFuture<Void> stopped = new CompletableFuture<>();
		try {
			if (!this.bean.isRunning()) {
				stopped.complete(null);
			}
			else if (this.bean instanceof SmartLifecycle smart) {
				smart.stop(() -> stopped.complete(null));
			}
			else {
				this.bean.stop();
				stopped.complete(null);
			}
		}
		catch (RuntimeException ex) {
			stopped.completeExceptionally(ex);
		}
		return stopped;
	}

}

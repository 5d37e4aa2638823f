package io.github.consulleader.spring.real;

import java.util.List;

import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.support.SmartLifecycleRoleController;

/**
 * An endpoint that Spring Integration starts and stops with the role.
 */
@Configuration(proxyBeanMethods = false)
class Endpoints {

	@Bean
	SmartLifecycleRoleController roleController(Endpoint endpoint) {
		return new SmartLifecycleRoleController(List.of("app"), List.of(endpoint));
	}

	@Bean
	Endpoint endpoint(Story.Diary diary) {
		return new Endpoint(diary);
	}

	static class Endpoint implements SmartLifecycle {

		private final Story.Diary diary;

		private volatile boolean running;

		Endpoint(Story.Diary diary) {
			this.diary = diary;
		}

		@Override
		public boolean isAutoStartup() {
			return false;
		}

		@Override
		public void start() {
			this.running = true;
			this.diary.add("endpoint starts");
		}

		@Override
		public void stop() {
			this.running = false;
			this.diary.add("endpoint stops");
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

	}

}

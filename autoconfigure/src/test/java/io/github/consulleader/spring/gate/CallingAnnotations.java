package io.github.consulleader.spring.gate;

import java.util.concurrent.CompletableFuture;

import reactor.core.publisher.Mono;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jmx.export.annotation.ManagedOperation;
import org.springframework.jmx.export.annotation.ManagedResource;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Beans that could be held, but that others call as well, by an annotation.
 */
final class CallingAnnotations {

	private CallingAnnotations() {
	}

	static class EventListening extends Ways.Smart {

		@EventListener(ContextRefreshedEvent.class)
		public void call() {
			called();
		}

	}

	static class TransactionalListening extends Ways.Smart {

		@TransactionalEventListener(classes = ContextRefreshedEvent.class, fallbackExecution = true)
		public void call() {
			called();
		}

	}

	static class Mapped extends Ways.Smart {

		@RequestMapping("/orders")
		public void call() {
			called();
		}

	}

	static class MappedGet extends Ways.Smart {

		@GetMapping("/orders")
		public void call() {
			called();
		}

	}

	static class ExceptionHandling extends Ways.Smart {

		@ExceptionHandler(IllegalStateException.class)
		public void call() {
			called();
		}

	}

	static class Managed extends Ways.Smart {

		@ManagedOperation
		public void call() {
			called();
		}

	}

	static class Operation extends Ways.Smart {

		@ReadOperation
		public int call() {
			called();
			return 1;
		}

	}

	static class Asynchronous extends Ways.Smart {

		@Async
		public void call() {
			called();
		}

	}

	static class AsynchronousJob extends Ways.Smart {

		@Async
		@Scheduled(fixedDelay = Jobs.DELAY)
		public void call() {
			called();
		}

	}

	static class PrimitiveJob extends Ways.Smart {

		@Scheduled(fixedDelay = Jobs.DELAY)
		public int call() {
			called();
			return 1;
		}

	}

	static class ReactiveJob extends Ways.Smart {

		@Scheduled(fixedDelay = Jobs.DELAY)
		public Mono<Void> call() {
			called();
			return Mono.empty();
		}

	}

	static class FutureJob extends Ways.Smart {

		@Scheduled(fixedDelay = Jobs.DELAY)
		public CompletableFuture<Void> call() {
			called();
			return CompletableFuture.completedFuture(null);
		}

	}

	@Async
	static class AsyncType extends Ways.Smart {

		@Scheduled(fixedDelay = Jobs.DELAY)
		public void call() {
			called();
		}

	}

	@Controller
	static class ControllerType extends Ways.Smart {

		@Scheduled(fixedDelay = Jobs.DELAY)
		public void call() {
			called();
		}

	}

	@RestController
	static class RestControllerType extends Ways.Smart {

		@Scheduled(fixedDelay = Jobs.DELAY)
		public void call() {
			called();
		}

	}

	@ControllerAdvice
	static class AdviceType extends Ways.Smart {

		@Scheduled(fixedDelay = Jobs.DELAY)
		public void call() {
			called();
		}

	}

	@ManagedResource
	static class ManagedType extends Ways.Smart {

		@Scheduled(fixedDelay = Jobs.DELAY)
		public void call() {
			called();
		}

	}

	@Endpoint(id = "orders")
	static class EndpointType extends Ways.Smart {

		@Scheduled(fixedDelay = Jobs.DELAY)
		public void call() {
			called();
		}

	}

	@RequestMapping("/orders")
	static class MappedType extends Ways.Smart {

		@Scheduled(fixedDelay = Jobs.DELAY)
		public void call() {
			called();
		}

	}

	@Async
	interface AsyncPart {

	}

	static class AsyncByInterface extends Ways.PublicScheduled implements AsyncPart {

	}

	/** Nothing that could be held. */
	static class Idle extends Ways.Called {

		public void work() {
			called();
		}

	}

}

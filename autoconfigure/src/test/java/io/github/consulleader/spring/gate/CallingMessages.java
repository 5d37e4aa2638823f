package io.github.consulleader.spring.gate;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.integration.annotation.Aggregator;
import org.springframework.integration.annotation.InboundChannelAdapter;
import org.springframework.integration.annotation.Poller;
import org.springframework.integration.annotation.Publisher;
import org.springframework.integration.annotation.Router;
import org.springframework.integration.annotation.ServiceActivator;
import org.springframework.integration.annotation.Splitter;
import org.springframework.integration.annotation.Transformer;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.simp.annotation.SubscribeMapping;

/**
 * Beans that could be held, but that messages call as well.
 */
final class CallingMessages {

	private CallingMessages() {
	}

	/** As the listeners of JMS, Kafka and RabbitMQ are made. */
	@Target({ ElementType.METHOD, ElementType.TYPE })
	@Retention(RetentionPolicy.RUNTIME)
	@MessageMapping
	@interface QueueListener {

	}

	static class Messaging extends Ways.Smart {

		@MessageMapping("orders")
		public void call() {
			called();
		}

	}

	static class Subscribing extends Ways.Smart {

		@SubscribeMapping("orders")
		public void call() {
			called();
		}

	}

	static class QueueListening extends Ways.Smart {

		@QueueListener
		public void call() {
			called();
		}

	}

	static class PollingSource extends Ways.Smart {

		@InboundChannelAdapter(channel = "orders", poller = @Poller(fixedDelay = "2"))
		public int call() {
			called();
			return 1;
		}

	}

	static class Activating extends Ways.Smart {

		@ServiceActivator(inputChannel = "orders")
		public void call() {
			called();
		}

	}

	static class Transforming extends Ways.Smart {

		@Transformer(inputChannel = "orders")
		public int call() {
			called();
			return 1;
		}

	}

	static class Filtering extends Ways.Smart {

		@org.springframework.integration.annotation.Filter(inputChannel = "orders")
		public int call() {
			called();
			return 1;
		}

	}

	static class Routing extends Ways.Smart {

		@Router(inputChannel = "orders")
		public int call() {
			called();
			return 1;
		}

	}

	static class Splitting extends Ways.Smart {

		@Splitter(inputChannel = "orders")
		public int call() {
			called();
			return 1;
		}

	}

	static class Aggregating extends Ways.Smart {

		@Aggregator(inputChannel = "orders")
		public int call() {
			called();
			return 1;
		}

	}

	static class Publishing extends Ways.Smart {

		@Publisher("orders")
		public int call() {
			called();
			return 1;
		}

	}

}

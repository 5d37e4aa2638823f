package io.github.consulleader.consul;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one reply in and completes a future with it. The client's own future is of no use
 * for that: it completes on the common pool of the JVM, which an application may have
 * filled with work that blocks.
 * <p>
 * Keeps nothing once that is done: the client holds on to the last exchange of each
 * connection, and a listing may be large.
 */
final class Receipt implements HttpResponse.BodyHandler<String> {

	private static final Logger logger = LoggerFactory.getLogger(HttpConsul.class);

	private final AtomicReference<@Nullable CompletableFuture<Reply>> result;

	private final Executor executor;

	private volatile @Nullable BooleanSupplier unwanted;

	/**
	 * Waits for a reply.
	 * @param result completed with it
	 * @param unwanted whether it comes too late: then the result is cancelled
	 * @param executor where the result is completed: not where it is received, since the
	 * connection is not free yet there for the next request
	 */
	Receipt(CompletableFuture<Reply> result, BooleanSupplier unwanted, Executor executor) {
		this.executor = executor;
		this.result = new AtomicReference<>(result);
		this.unwanted = unwanted;
	}

	@Override
	public HttpResponse.BodySubscriber<String> apply(HttpResponse.ResponseInfo info) {
		BooleanSupplier late = this.unwanted;
		this.unwanted = null;
		if (late != null && late.getAsBoolean()) {
			CompletableFuture<Reply> waiting = this.result.get();
			if (waiting != null) {
				waiting.cancel(true);
			}
		}
		return HttpResponse.BodySubscribers.mapping(HttpResponse.BodySubscribers.ofString(StandardCharsets.UTF_8),
				(body) -> {
					complete(new Reply(info.statusCode(), info.headers().firstValueAsLong("X-Consul-Index"), body));
					return "";
				});
	}

	private void complete(Reply reply) {
		logger.trace("< {} {} {}", reply.status(), reply.index(), reply.body());
		CompletableFuture<Reply> waiting = this.result.getAndSet(null);
		if (waiting != null) {
			this.executor.execute(() -> waiting.complete(reply));
		}
	}

}

package io.github.consulleader.consul;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
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
 * The future completes once the last of the body is received. By then the client has
 * taken the connection back, so that the next request may have it.
 * <p>
 * Keeps nothing once that is done: the client holds on to the last exchange of each
 * connection, and a listing may be large.
 */
final class Receipt implements HttpResponse.BodyHandler<Void>, HttpResponse.BodySubscriber<Void> {

	private static final Logger logger = LoggerFactory.getLogger(HttpConsul.class);

	private final AtomicReference<@Nullable CompletableFuture<Reply>> result;

	private final Executor completing;

	private final CompletableFuture<Void> body = new CompletableFuture<>();

	private volatile @Nullable BooleanSupplier unwanted;

	private @Nullable ByteArrayOutputStream received = new ByteArrayOutputStream(256);

	private int status;

	private OptionalLong index = OptionalLong.empty();

	/**
	 * Waits for a reply.
	 * @param result completed with it
	 * @param unwanted whether it comes too late: then the result is cancelled
	 * @param completing where the result is completed
	 */
	Receipt(CompletableFuture<Reply> result, BooleanSupplier unwanted, Executor completing) {
		this.completing = completing;
		this.result = new AtomicReference<>(result);
		this.unwanted = unwanted;
	}

	@Override
	public HttpResponse.BodySubscriber<Void> apply(HttpResponse.ResponseInfo info) {
		BooleanSupplier late = this.unwanted;
		this.unwanted = null;
		if (late != null && late.getAsBoolean()) {
			CompletableFuture<Reply> waiting = this.result.get();
			if (waiting != null) {
				waiting.cancel(true);
			}
		}
		this.status = info.statusCode();
		this.index = info.headers().firstValueAsLong("X-Consul-Index");
		return this;
	}

	/** For the client: when it is over, or why it has failed. */
	@Override
	public CompletionStage<Void> getBody() {
		return this.body;
	}

	@Override
	public void onSubscribe(Flow.Subscription subscription) {
		subscription.request(Long.MAX_VALUE);
	}

	@Override
	public void onNext(List<ByteBuffer> buffers) {
		ByteArrayOutputStream sink = this.received;
		if (sink != null) {
			for (ByteBuffer buffer : buffers) {
				byte[] bytes = new byte[buffer.remaining()];
				buffer.get(bytes);
				sink.write(bytes, 0, bytes.length);
			}
		}
	}

	@Override
	public void onError(Throwable failure) {
		this.received = null;
		this.result.set(null);
		this.body.completeExceptionally(failure);
	}

	@Override
	public void onComplete() {
		ByteArrayOutputStream sink = this.received;
		this.received = null;
		CompletableFuture<Reply> waiting = this.result.getAndSet(null);
		if (waiting != null && sink != null) {
			Reply reply = new Reply(this.status, this.index, sink.toString(StandardCharsets.UTF_8));
			logger.trace("< {} {} {}", reply.status(), reply.index(), reply.body());
			this.completing.execute(() -> waiting.complete(reply));
		}
		this.body.complete(null);
	}

}

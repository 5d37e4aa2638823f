package io.github.consulleader.consul;

import java.lang.ref.WeakReference;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class ReceiptTests {

	private CompletableFuture<Reply> result = new CompletableFuture<>();

	private static HttpResponse.BodySubscriber<Void> begin(Receipt receipt) {
		HttpHeaders headers = HttpHeaders.of(Map.of("X-Consul-Index", List.of("7")), (name, value) -> true);
		return receipt.apply(new HttpResponse.ResponseInfo() {

			@Override
			public int statusCode() {
				return 200;
			}

			@Override
			public HttpHeaders headers() {
				return headers;
			}

			@Override
			public HttpClient.Version version() {
				return HttpClient.Version.HTTP_1_1;
			}

		});
	}

	private static void receive(HttpResponse.BodySubscriber<Void> body, String text) {
		CompletionStage<Void> kept = body.getBody();
		body.onSubscribe(new Flow.Subscription() {

			@Override
			public void request(long n) {
			}

			@Override
			public void cancel() {
			}

		});
		body.onNext(List.of(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))));
		body.onComplete();
		assertThat(kept).isCompletedWithValue(null);
	}

	@Test
	void completesWithTheReply() {
		HttpResponse.BodySubscriber<Void> body = begin(new Receipt(this.result, () -> false, Runnable::run));
		assertThat(this.result).isNotDone();
		receive(body, "[]");
		assertThat(this.result).isCompletedWithValue(new Reply(200, OptionalLong.of(7), "[]"));
	}

	@Test
	void cancelsWhatComesTooLate() {
		begin(new Receipt(this.result, () -> true, Runnable::run));
		assertThat(this.result).isCancelled();
	}

	@Test
	void keepsNothingOfWhatWasTakenIn() {
		Receipt receipt = new Receipt(this.result, () -> false, Runnable::run);
		receive(begin(receipt), "a long listing");
		WeakReference<CompletableFuture<Reply>> kept = new WeakReference<>(this.result);
		this.result = new CompletableFuture<>();
		await().until(() -> {
			System.gc();
			return kept.get() == null;
		});
		assertThat(receipt).isNotNull();
	}

}

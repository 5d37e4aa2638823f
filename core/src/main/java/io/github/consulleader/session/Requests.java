package io.github.consulleader.session;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.github.consulleader.consul.Answer;
import io.github.consulleader.time.EventLoop;

/**
 * Brings answers back to the event loop.
 *
 * @param loop where answers are looked at
 */
record Requests(EventLoop loop) {

	<T> void ask(CompletableFuture<Answer<T>> request, Consumer<Answer<T>> then) {
		CompletableFuture<Void> unused = request
			.exceptionally((failure) -> new Answer.Unknown<>("no answer: " + failure.getMessage()))
			.thenAccept((answer) -> this.loop.execute(() -> then.accept(answer)));
	}

	static String detail(Answer<?> answer) {
		if (answer instanceof Answer.Refused<?> refused) {
			return refused.detail();
		}
		return (answer instanceof Answer.Unknown<?> unknown) ? unknown.detail() : "done";
	}

}

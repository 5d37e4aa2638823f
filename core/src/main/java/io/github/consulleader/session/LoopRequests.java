package io.github.consulleader.session;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.Refusal;
import io.github.consulleader.time.EventLoop;

/**
 * Brings answers back to the event loop.
 *
 * @param loop where answers are looked at
 */
public record LoopRequests(EventLoop loop) {

	/**
	 * Looks at the answer to a request on the loop, as soon as it is there.
	 * @param <T> what is asked for
	 * @param request under way
	 * @param then receives the answer
	 */
	public <T> void ask(CompletableFuture<Answer<T>> request, Consumer<Answer<T>> then) {
		CompletableFuture<Void> unused = request
			.exceptionally((failure) -> new Answer.Unknown<>("no answer: " + failure.getMessage()))
			.thenAccept((answer) -> this.loop.resume(() -> then.accept(answer)));
	}

	/**
	 * Returns what an answer says to people.
	 * @param answer any answer
	 * @return Consul's own words, or what is known
	 */
	public static String detail(Answer<?> answer) {
		if (answer instanceof Answer.Refused<?> refused) {
			return refused.detail();
		}
		return (answer instanceof Answer.Unknown<?> unknown) ? unknown.detail() : "done";
	}

	/** What would help, to be added to the detail; nothing if it was not denied. */
	static String advice(Answer<?> answer, String rule) {
		if (!isDenied(answer)) {
			return "";
		}
		boolean aboutToken = answer instanceof Answer.Refused<?> refused && refused.aboutToken();
		return (aboutToken ? ". The token needs the rule " : ". The token lacks the rule ") + rule;
	}

	static boolean isDenied(Answer<?> answer) {
		return answer instanceof Answer.Refused<?> refused && refused.refusal() == Refusal.DENIED;
	}

}

package io.github.consulleader.session;

import java.util.function.Consumer;

import io.github.consulleader.consul.Ack;
import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.Consul;
import io.github.consulleader.consul.Refusal;
import io.github.consulleader.time.EventLoop;
import org.jspecify.annotations.Nullable;

/**
 * Passes the check and learns from the answers whether one agent gives them all. Event
 * loop only.
 *
 * @param consul where the check is
 * @param loop where answers are looked at
 * @param names the check's
 * @param affinity what is known of the agents
 */
record CheckPasses(Consul consul, EventLoop loop, SessionNames names, Affinity affinity) {

	/** Passes it once. */
	void once(Consumer<Answer<Ack>> then) {
		Affinity.Mark mark = this.affinity.mark();
		new LoopRequests(this.loop).ask(this.consul.pass(this.names.checkId()), (answer) -> {
			this.affinity.answered(mark, answer);
			then.accept(answer);
		});
	}

	/**
	 * Passes it twice at the same time, which takes two connections: behind a load
	 * balancer they may well lead to different agents.
	 * @param then receives that the check is missing, if either said so, or else an
	 * answer
	 */
	void twice(Consumer<Answer<Ack>> then) {
		Pair pair = new Pair(then);
		once(pair::answered);
		once(pair::answered);
	}

	static boolean isMissing(Answer<Ack> answer) {
		return answer instanceof Answer.Refused<Ack> refused && refused.refusal() == Refusal.CHECK_MISSING;
	}

	/** Waits for both answers. */
	private static final class Pair {

		private final Consumer<Answer<Ack>> then;

		private @Nullable Answer<Ack> first;

		Pair(Consumer<Answer<Ack>> then) {
			this.then = then;
		}

		void answered(Answer<Ack> answer) {
			Answer<Ack> before = this.first;
			if (before == null) {
				this.first = answer;
				return;
			}
			boolean second = isMissing(answer) || (answer instanceof Answer.Done && !isMissing(before));
			this.then.accept(second ? answer : before);
		}

	}

}

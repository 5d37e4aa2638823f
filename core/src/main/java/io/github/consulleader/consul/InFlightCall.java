package io.github.consulleader.consul;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * One call on its way: waits for its turn, is sent, is answered or given up.
 * <p>
 * A call that is given up after its time-out is not broken off at once: Consul may be
 * busy with it all the same, so it goes on counting as unanswered until it is answered or
 * {@link #LONGEST_LINGER} has passed. One that takes the last place of its kind makes
 * room earlier: its successor is how we notice that Consul is back. So a Consul that is
 * busy with each for half a minute has at most some ten of a kind. An answer that comes
 * too late closes its connection, or each silence would leave us with more idle ones than
 * we need.
 *
 * @param <T> what the call returns
 */
// What is hung on the futures here neither throws nor is waited for.
@SuppressWarnings("FutureReturnValueIgnored")
final class InFlightCall<T> {

	/** How long a request that was given up keeps its connection. */
	static final Duration LONGEST_LINGER = Duration.ofSeconds(10);

	/** The same for the last of its kind. */
	static final Duration SHORT_LINGER = Duration.ofSeconds(2);

	/** After which part of its time-out urgent ones do not wait for it any more. */
	private static final int PATIENCE = 4;

	private final Call<T> call;

	private final Wire line;

	private final Timers timers;

	private final ClientQueue lane;

	private final FailureMessages trouble;

	private final CompletableFuture<Answer<T>> answer = new CompletableFuture<>();

	private final AtomicBoolean placed = new AtomicBoolean();

	private volatile @Nullable CompletableFuture<Reply> wire;

	private volatile @Nullable ScheduledFuture<?> deadline;

	private volatile boolean brokenOff;

	/** Changed under the lock of the lanes only. */
	private boolean slow;

	InFlightCall(Call<T> call, Wire line, Timers timers, ClientQueue lane, FailureMessages trouble) {
		this.call = call;
		this.line = line;
		this.timers = timers;
		this.lane = lane;
		this.trouble = trouble;
	}

	RequestType kind() {
		return this.call.kind();
	}

	/** Begins. The future is the caller's, who may cancel it. */
	CompletableFuture<Answer<T>> begin() {
		ScheduledFuture<?> timeout = this.timers.after(this.call.timeout(), this::timeOut);
		this.deadline = timeout;
		this.answer.whenComplete((value, cancelled) -> {
			timeout.cancel(false);
			if (cancelled != null && !this.lane.leave(this)) {
				breakOff();
			}
		});
		this.lane.enter(this);
		return this.answer;
	}

	/** One of the connections is its own now. */
	void takePlace() {
		this.placed.set(true);
	}

	/** Returns whether it has a place still, which it now has had for long. */
	boolean becomeSlow() {
		this.slow = this.placed.get();
		return this.slow;
	}

	boolean isSlow() {
		return this.slow;
	}

	/** Its turn has come. */
	void start() {
		if (!this.answer.isDone() && isTooLate()) {
			refuse("waited too long for its turn; not sent");
		}
		if (this.answer.isDone()) {
			release();
			return;
		}
		CompletableFuture<Reply> sent;
		try {
			sent = this.line.send(this.call, this.answer::isDone);
		}
		catch (TokenHeader.IllegalTokenException ex) {
			sent = CompletableFuture.failedFuture(ex);
		}
		this.wire = sent;
		if (this.brokenOff) {
			sent.cancel(true);
		}
		ScheduledFuture<?> patience = this.timers.after(this.call.timeout().dividedBy(PATIENCE),
				() -> this.lane.slow(this));
		sent.whenComplete((reply, failure) -> {
			patience.cancel(false);
			release();
			this.answer.complete((reply != null) ? read(reply) : failed(failure));
		});
	}

	/**
	 * Whether less than a tenth of its time is left. Those that wait behind a hanging
	 * connection get their turn when it is given up, which is when their own time is over
	 * too: sent then, they would keep Consul busy for nobody.
	 */
	private boolean isTooLate() {
		ScheduledFuture<?> timeout = this.deadline;
		return timeout != null && timeout.getDelay(TimeUnit.NANOSECONDS) < this.call.timeout().toNanos() / 10;
	}

	private void release() {
		this.lane.over(this);
		giveBackPlace();
	}

	private void giveBackPlace() {
		if (this.placed.compareAndSet(true, false)) {
			this.lane.giveBack(this);
		}
	}

	private Answer<T> read(Reply reply) {
		try {
			return this.call.reader().read(reply);
		}
		catch (JacksonException ex) {
			return AnswerMapper.notConsul(reply);
		}
	}

	private Answer<T> failed(Throwable failure) {
		if (failure instanceof TokenHeader.IllegalTokenException) {
			return new Answer.Refused<>(Refusal.DENIED, String.valueOf(failure.getMessage()), List.of(), true);
		}
		return new Answer.Unknown<>(this.trouble.describe(failure));
	}

	private void timeOut() {
		if (this.lane.leave(this)) {
			refuse("waited " + this.call.timeout().toMillis() + " ms for its turn; not sent");
			return;
		}
		this.answer.complete(new Answer.Unknown<>(
				"no answer to " + this.call + " within " + this.call.timeout().toMillis() + " ms"));
		if (kind().shared()) {
			this.timers.after(linger(), this::breakOff);
			giveBackPlace();
		}
		else {
			breakOff();
		}
	}

	private Duration linger() {
		return this.lane.isFull(kind()) ? SHORT_LINGER : LONGEST_LINGER;
	}

	/** Answers that it was not carried out. */
	void refuse(String detail) {
		this.answer.complete(new Answer.Refused<>(Refusal.BUSY, detail));
	}

	/** Closes its connection. */
	void breakOff() {
		this.brokenOff = true;
		CompletableFuture<Reply> sent = this.wire;
		if (sent != null) {
			sent.cancel(true);
		}
	}

}

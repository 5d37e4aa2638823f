package io.github.consulleader.mutex;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import io.github.consulleader.consul.Consul;
import io.github.consulleader.session.SessionPlan;
import io.github.consulleader.time.EventLoop;
import org.jspecify.annotations.Nullable;

/**
 * The mutexes of a process whose threads are simulated: what {@link Mutex} does with
 * them, but without a thread that waits.
 */
public final class VirtualMutexes {

	private final Mutexes mutexes;

	/**
	 * Prepares mutexes.
	 * @param consul where they are kept
	 * @param loop where everything is decided
	 * @param plan what their session is to be
	 * @param callbacks where listeners are called
	 */
	public VirtualMutexes(Consul consul, EventLoop loop, SessionPlan plan, Executor callbacks) {
		this.mutexes = new Mutexes(consul, loop, plan, null, callbacks);
	}

	/**
	 * Wants a mutex.
	 * @param key the mutex
	 * @param ttl how long it wants to hold it at most, or {@code null}
	 * @param now whether a definite no is an answer
	 * @param decided told a hold, or none, or why there cannot be one
	 * @return what is wanted
	 */
	public Wish want(String key, @Nullable Duration ttl, boolean now,
			BiConsumer<@Nullable VirtualHold, @Nullable Throwable> decided) {
		LockRequest claim = this.mutexes.claim(key, ttl, now);
		CompletableFuture<Optional<LockLease>> unused = claim.outcome().whenComplete((hold, failure) -> {
			LockLease kept = (hold != null) ? keep(key, hold.orElse(null)) : null;
			decided.accept((kept != null) ? new VirtualHold(kept) : null, failure);
		});
		return new Wish(claim);
	}

	private @Nullable LockLease keep(String key, @Nullable LockLease hold) {
		if (hold == null) {
			this.mutexes.waiterLeft(key);
			return null;
		}
		if (hold.whyLost() != null && !hold.isOverdue()) {
			CompletableFuture<UnlockResult> unused = this.mutexes.release(hold);
			return null;
		}
		return hold;
	}

	/**
	 * Returns how long a try is waited for.
	 * @return as {@link Mutex#tryLock()} does
	 */
	public Duration patience() {
		return this.mutexes.patience();
	}

	/**
	 * Returns how long giving back is waited for.
	 * @return as {@link Mutex#unlock()} does
	 */
	public Duration releasePatience() {
		return this.mutexes.releasePatience();
	}

	/**
	 * Something threw on the event loop.
	 * @param failure what was thrown
	 */
	public void recover(Throwable failure) {
		this.mutexes.recover(failure);
	}

	/**
	 * Ends them all.
	 * @return whether that was confirmed
	 */
	public CompletableFuture<Boolean> close() {
		return this.mutexes.shut();
	}

	/** What a thread waits for. */
	public static final class Wish {

		private final LockRequest claim;

		private Wish(LockRequest claim) {
			this.claim = claim;
		}

		/** The thread does not wait any longer; a hold that came first stays. */
		public void giveUp() {
			this.claim.refuse();
		}

	}

	/** What a thread holds. */
	public final class VirtualHold {

		private final LockLease hold;

		private VirtualHold(LockLease hold) {
			this.hold = hold;
		}

		/**
		 * Returns what its thread would be told now.
		 * @return as {@link Mutex#isHeldByCurrentThread()} does
		 */
		public boolean isHeld() {
			return this.hold.whyLost() == null;
		}

		/**
		 * Asks to be told when it is lost.
		 * @param listener as of {@link Mutex#whenLost}
		 */
		public void whenLost(Consumer<String> listener) {
			this.hold.whenLost(listener);
		}

		/**
		 * Returns its fencing token.
		 * @return ModifyIndex of the take
		 */
		public long token() {
			return this.hold.token();
		}

		/**
		 * Gives it another dead-line.
		 * @param ttl from now
		 */
		public void renew(Duration ttl) {
			VirtualMutexes.this.mutexes.setDeadline(this.hold, ttl);
		}

		/**
		 * Gives it back, as {@link Mutex#unlock()} does.
		 * @param answered told how it had been lost, or that it had not, or why it cannot
		 * be given back
		 */
		public void release(BiConsumer<@Nullable String, @Nullable Throwable> answered) {
			String why = this.hold.end();
			CompletableFuture<UnlockResult> unused = VirtualMutexes.this.mutexes.release(this.hold)
				.whenComplete((released, failure) -> answered
					.accept((why != null || released == null) ? why : released.lost(), failure));
		}

	}

}

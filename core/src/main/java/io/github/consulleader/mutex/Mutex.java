package io.github.consulleader.mutex;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * A lock that excludes all other threads of all processes of its scope. Re-entrant by
 * thread; fair within a process, first come first served.
 * <p>
 * A hold lasts as long as Consul confirms it: no longer than {@code confidence} (default
 * 1.8 s) after the last request was sent that a quorum of its servers confirmed, which is
 * over before anybody else can enter. So it can be lost: Consul could not be asked, the
 * session ended, the key was deleted, the ttl was over. It is never taken again behind
 * the holder's back. The holder learns of it from {@link #unlock()},
 * {@link #renew(Duration)} or {@link #lock} with a {@link LostMutexException}, by
 * {@code tryLock} with {@code false}; after that it may contend anew. {@link #whenLost}
 * and {@link #interruptWhenLost()} tell it earlier. A dead-line (ttl) is kept by this
 * process alone.
 * <p>
 * All methods throw {@link MutexException} where waiting is no cure. None may be called
 * on the event loop.
 */
public final class Mutex {

	private final Mutexes mutexes;

	private final String key;

	private final Contest contest;

	Mutex(Mutexes mutexes, String key, @Nullable Duration longestOutage) {
		this.mutexes = mutexes;
		this.key = key;
		this.contest = new Contest(mutexes, key, longestOutage);
	}

	/**
	 * Returns the same mutex with an end to waiting: where {@link #lock} and
	 * {@link #lockInterruptibly} would wait on while Consul cannot be asked, or does not
	 * let this process have a session, they throw a {@link MutexUnavailableException}.
	 * @param limit for how long that must have been so
	 * @return the mutex
	 * @throws IllegalArgumentException if the limit is not greater than zero
	 */
	public Mutex givingUpAfter(Duration limit) {
		if (limit.isNegative() || limit.isZero()) {
			throw new IllegalArgumentException("A limit must be greater than zero, but is " + limit);
		}
		return new Mutex(this.mutexes, this.key, limit);
	}

	/**
	 * Returns what it is called.
	 * @return the key as it was asked for
	 */
	public String key() {
		return this.key;
	}

	/**
	 * Takes it, waiting as long as it takes, interrupted or not.
	 * @param ttl after how long it is given back by itself, or {@code null} for not
	 * before it is unlocked; for a thread that has it already it can only move that
	 * dead-line on
	 * @throws LostMutexException if this thread had it and has lost it
	 * @throws MutexUnavailableException if this has a limit, see {@link #givingUpAfter}
	 */
	public void lock(@Nullable Duration ttl) {
		Duration limit = BoundedWait.ttl(ttl);
		if (reenter(limit)) {
			return;
		}
		this.contest.win(limit);
	}

	/**
	 * Takes it, waiting until it is there or the thread is interrupted.
	 * @param ttl as for {@link #lock}
	 * @throws InterruptedException if the thread was interrupted; it does not have it
	 * then
	 * @throws LostMutexException if this thread had it and has lost it
	 * @throws MutexUnavailableException if this has a limit, see {@link #givingUpAfter}
	 */
	public void lockInterruptibly(@Nullable Duration ttl) throws InterruptedException {
		Duration limit = BoundedWait.ttl(ttl);
		BoundedWait.checkInterrupt();
		if (reenter(limit)) {
			return;
		}
		this.contest.winInterruptibly(limit);
	}

	/**
	 * Takes it without a ttl, waiting until it is there or the thread is interrupted.
	 * @throws InterruptedException if the thread was interrupted; it does not have it
	 * then
	 * @throws LostMutexException if this thread had it and has lost it
	 */
	public void lockInterruptibly() throws InterruptedException {
		lockInterruptibly(null);
	}

	/**
	 * Takes it if it is free, asking Consul at most once; {@code false} also if there is
	 * no definite answer within two request time-outs, or if this thread had it and has
	 * lost it.
	 * @return whether this thread has it now
	 */
	public boolean tryLock() {
		return attempt(null) == Attempt.TAKEN;
	}

	/**
	 * Takes it, waiting for a time at most. If this thread has it already, answers at
	 * once from what is known here: {@code false} if it has been lost.
	 * @param wait how long to wait; zero or less as {@link #tryLock()}
	 * @param ttl as for {@link #lock}
	 * @return whether this thread has it now
	 * @throws InterruptedException if the thread was interrupted; it does not have it
	 * then
	 */
	public boolean tryLock(Duration wait, @Nullable Duration ttl) throws InterruptedException {
		return attempt(wait, ttl) == Attempt.TAKEN;
	}

	/**
	 * Takes it if it is free, as {@link #tryLock()} does, and says why not.
	 * @param ttl as for {@link #lock}
	 * @return what became of it
	 */
	public Attempt attempt(@Nullable Duration ttl) {
		Duration limit = BoundedWait.ttl(ttl);
		Boolean held = held(limit);
		if (held != null) {
			return held ? Attempt.TAKEN : Attempt.LOST;
		}
		return this.contest.attempt(limit);
	}

	/**
	 * Takes it, waiting for a time at most, as {@link #tryLock(Duration, Duration)} does,
	 * and says why not.
	 * @param wait how long to wait; zero or less as {@link #attempt(Duration)}
	 * @param ttl as for {@link #lock}
	 * @return what became of it
	 * @throws InterruptedException if the thread was interrupted; it does not have it
	 * then
	 */
	public Attempt attempt(Duration wait, @Nullable Duration ttl) throws InterruptedException {
		Duration limit = BoundedWait.ttl(ttl);
		BoundedWait.checkInterrupt();
		Boolean held = held(limit);
		if (held != null) {
			return held ? Attempt.TAKEN : Attempt.LOST;
		}
		return this.contest.attempt(wait, limit);
	}

	/**
	 * Gives it back, once for each time it was taken. Works on an interrupted thread,
	 * too. Waits until Consul has confirmed it, five request time-outs at most; then it
	 * goes on in the background, and no other thread of this process gets it before it is
	 * certain. A lost one is not waited for.
	 * @throws IllegalMonitorStateException if this thread does not have it
	 * @throws LostMutexException if it was lost before this was called
	 */
	public void unlock() {
		ThreadHold holding = mine();
		if (!holding.leave()) {
			return;
		}
		String why = this.mutexes.holdings().end(this.key, holding);
		CompletableFuture<UnlockResult> release = this.mutexes.release(holding.hold());
		if (why == null) {
			why = BoundedWait.join(release, this.mutexes.releasePatience()).lost();
		}
		if (why != null) {
			throw new LostMutexException(this.key, why);
		}
	}

	/**
	 * Makes sure that this thread still has it and gives it another dead-line.
	 * @param ttl counted from now, or {@code null} for the same as before
	 * @throws IllegalMonitorStateException if this thread does not have it
	 * @throws LostMutexException if it was lost
	 */
	public void renew(@Nullable Duration ttl) {
		Duration limit = BoundedWait.ttl(ttl);
		ThreadHold holding = mine();
		LockLease hold = holding.hold();
		if (limit != null || hold.ttl() != null) {
			this.mutexes.setDeadline(hold, (limit != null) ? limit : hold.ttl());
		}
		String why = holding.whyLost();
		if (why != null) {
			tell(holding, why);
			throw new LostMutexException(this.key, why);
		}
	}

	/**
	 * Gives the hold of a thread its ttl again, counted from now, on behalf of that
	 * thread. Without a ttl there is nothing to do.
	 * @param holder the thread
	 * @return whether it still has it
	 */
	public boolean renewFor(Thread holder) {
		ThreadHold holding = this.mutexes.holdings().of(this.key, holder);
		if (holding == null || holding.whyLost() != null) {
			return false;
		}
		Duration ttl = holding.hold().ttl();
		if (ttl != null) {
			this.mutexes.setDeadline(holding.hold(), ttl);
		}
		return true;
	}

	/**
	 * Returns the fencing token of this thread's hold: it rises with every take of this
	 * mutex by whomever, so that what must not be touched by a late holder can refuse
	 * lower ones.
	 * @return ModifyIndex of the take
	 * @throws IllegalMonitorStateException if this thread does not have it
	 */
	public long token() {
		return mine().hold().token();
	}

	/**
	 * Returns whether this thread has it at this very moment: it took it, has not given
	 * it back, and a quorum of Consul's servers has confirmed it recently enough that
	 * nobody else can have entered. Looks at the clock, not at a flag, and asks nobody.
	 * @return whether this thread may go on; once {@code false} it stays so until it is
	 * taken anew
	 */
	public boolean isHeldByCurrentThread() {
		ThreadHold holding = this.mutexes.holdings().mine(this.key);
		return holding != null && holding.whyLost() == null;
	}

	/**
	 * Calls a listener when this thread's hold ends against its will, or at once if it
	 * has. Called at most once, with the reason, on a thread for callbacks, on which it
	 * should not stay for long; never after {@link #unlock()} was called in time.
	 * @param listener receives how it was lost, for people
	 * @throws IllegalMonitorStateException if this thread does not have it
	 */
	public void whenLost(Consumer<String> listener) {
		mine().hold().whenLost(listener);
	}

	/**
	 * Interrupts this thread when its hold ends against its will, or at once if it has;
	 * until it is unlocked, and never after that. {@link #unlock()} takes an interruption
	 * back that was delivered for this and still stands. Once is enough for a hold,
	 * however often it is entered.
	 * @throws IllegalMonitorStateException if this thread does not have it
	 */
	public void interruptWhenLost() {
		mine().interruptWhenLost();
	}

	private ThreadHold mine() {
		ThreadHold holding = this.mutexes.holdings().mine(this.key);
		if (holding == null) {
			throw new IllegalMonitorStateException(
					"You do not own mutex '%s': the current thread has not taken it, or has given it back"
						.formatted(this.key));
		}
		return holding;
	}

	private boolean reenter(@Nullable Duration ttl) {
		Boolean held = held(ttl);
		if (Boolean.FALSE.equals(held)) {
			throw new LostMutexException(this.key, String.valueOf(mine().whyLost()));
		}
		return held != null;
	}

	/** Whether this thread has it, or {@code null} if it has to contend for it. */
	private @Nullable Boolean held(@Nullable Duration ttl) {
		ThreadHold holding = this.mutexes.holdings().mine(this.key);
		if (holding == null || holding.told() != null) {
			return null;
		}
		if (ttl != null) {
			holding.hold().extend(ttl);
		}
		String why = holding.whyLost();
		if (why != null) {
			tell(holding, why);
			return false;
		}
		holding.enter();
		return true;
	}

	private void tell(ThreadHold holding, String why) {
		holding.tell(why);
		// What is only in doubt may still be ours, and nobody would ever free it.
		CompletableFuture<UnlockResult> unused = this.mutexes.release(holding.hold());
	}

}

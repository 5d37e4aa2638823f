package io.github.consulleader.consul;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Where the client does its work: right on the thread that sends or receives, as long as
 * nothing there can make that thread wait, else on a thread of a pool. Each passing on to
 * another thread takes about as long as the agent needs for its answer.
 * <p>
 * What can make it wait is to look a host name up, and TLS keeps it busy: then everything
 * goes to the pool.
 */
final class ClientExecutor implements Executor {

	private final boolean quick;

	private final Daemons daemons;

	private final Executor pool;

	private final Set<Thread> sending = ConcurrentHashMap.newKeySet();

	/**
	 * Decides where work is done.
	 * @param quick whether neither names nor TLS are needed
	 * @param daemons the pool's threads, and the client's own one, which was started by
	 * one of them
	 * @param pool for the rest
	 */
	ClientExecutor(boolean quick, Daemons daemons, Executor pool) {
		this.quick = quick;
		this.daemons = daemons;
		this.pool = pool;
	}

	/** Sends something, which begins on this thread if that is quick. */
	<T> T sending(Supplier<T> send) {
		Thread present = Thread.currentThread();
		this.sending.add(present);
		try {
			return send.get();
		}
		finally {
			this.sending.remove(present);
		}
	}

	/**
	 * Completes a future, but not on a thread that is sending: it may have an answer
	 * before it is done with that, and would send the next inside the last, without an
	 * end.
	 */
	void completing(Runnable completion) {
		if (this.sending.contains(Thread.currentThread())) {
			this.pool.execute(completion);
		}
		else {
			completion.run();
		}
	}

	@Override
	public void execute(Runnable task) {
		if (this.quick && (this.sending.contains(Thread.currentThread()) || this.daemons.isStartedFromOne())) {
			task.run();
		}
		else {
			this.pool.execute(task);
		}
	}

}

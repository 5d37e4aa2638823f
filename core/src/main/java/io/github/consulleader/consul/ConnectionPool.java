package io.github.consulleader.consul;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * All connections to Consul: a request takes the one that was used last, whose code and
 * data are near, or a new one. The pool itself is unbounded; the scheduler limits it.
 */
final class ConnectionPool {

	private final Endpoint endpoint;

	private final ThreadFactory threads;

	private final Executor pool;

	private final ReentrantLock lock = new ReentrantLock();

	private final Set<Connection> all = new HashSet<>();

	/** Those that were used last come first. */
	private final Deque<Connection> idle = new ArrayDeque<>();

	private boolean closed;

	/**
	 * Begins without any.
	 * @param threads one for each connection
	 * @param pool writes what its sender should not
	 */
	ConnectionPool(Endpoint endpoint, ThreadFactory threads, Executor pool) {
		this.endpoint = endpoint;
		this.threads = threads;
		this.pool = pool;
	}

	/**
	 * Sends a request, on this thread where that cannot make it wait. Its result never
	 * completes inside this, unless all is closed or no thread can be had.
	 */
	void send(PendingRequest sending) {
		Connection ready = takenBy(sending);
		if (ready != null) {
			write(sending, ready);
		}
		else {
			sendOnNew(sending);
		}
		if (sending.result().isDone()) {
			breakOff(sending);
		}
	}

	/** An interrupted virtual thread would lose its socket. */
	private void write(PendingRequest sending, Connection ready) {
		if (sending.isShort() && !Thread.currentThread().isInterrupted()) {
			ready.write(sending);
		}
		else {
			this.pool.execute(() -> ready.write(sending));
		}
	}

	private @Nullable Connection takenBy(PendingRequest sending) {
		return locked(() -> {
			for (Connection next = this.idle.poll(); next != null; next = this.idle.poll()) {
				if (next.take(sending)) {
					return next;
				}
			}
			return null;
		});
	}

	private void sendOnNew(PendingRequest sending) {
		Connection added = new Connection(this.endpoint, this, sending);
		if (!locked(() -> !this.closed && this.all.add(added))) {
			sending.result().cancel(true);
			return;
		}
		try {
			this.threads.newThread(added).start();
		}
		catch (OutOfMemoryError ex) {
			// There is no thread to be had: its place would be taken for good.
			gone(added);
			sending.result().completeExceptionally(ex);
		}
	}

	/** Takes a connection back. */
	void idle(Connection connection) {
		locked(() -> {
			this.idle.push(connection);
			return true;
		});
	}

	/** Forgets one that has ended. */
	void gone(Connection connection) {
		locked(() -> {
			this.idle.remove(connection);
			return this.all.remove(connection);
		});
	}

	/** Closes the connection of a request whose result was cancelled. */
	void breakOff(PendingRequest sending) {
		copyOfAll().forEach((connection) -> connection.breakOff(sending));
	}

	/** Breaks off what is under way and takes nothing more. */
	void close() {
		locked(() -> this.closed = true);
		copyOfAll().forEach(Connection::end);
	}

	private List<Connection> copyOfAll() {
		return locked(() -> List.copyOf(this.all));
	}

	private <T extends @Nullable Object> T locked(Supplier<T> action) {
		this.lock.lock();
		try {
			return action.get();
		}
		finally {
			this.lock.unlock();
		}
	}

}

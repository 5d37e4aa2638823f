package io.github.consulleader.engine;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A lock, held while something short is done.
 */
final class Guard {

	private final ReentrantLock lock = new ReentrantLock();

	void run(Runnable body) {
		this.lock.lock();
		try {
			body.run();
		}
		finally {
			this.lock.unlock();
		}
	}

	boolean test(BooleanSupplier body) {
		this.lock.lock();
		try {
			return body.getAsBoolean();
		}
		finally {
			this.lock.unlock();
		}
	}

	<T> @Nullable T get(Supplier<@Nullable T> body) {
		this.lock.lock();
		try {
			return body.get();
		}
		finally {
			this.lock.unlock();
		}
	}

}

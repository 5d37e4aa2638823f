package io.github.consulleader.spring.gate;

import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;

/**
 * The lifecycle beans that one term has started, the last one first. One that is still
 * being started is not among them: its thread may hold what stopping it needs, and never
 * come back.
 */
final class StartedBeans {

	private final Deque<LeaderOnlyBean> beans = new ArrayDeque<>();

	private @Nullable LeaderOnlyBean beginning;

	private boolean closed;

	/**
	 * A bean is about to be started.
	 * @return whether it may be
	 */
	synchronized boolean begin(LeaderOnlyBean bean) {
		if (!this.closed) {
			this.beginning = bean;
		}
		return !this.closed;
	}

	/**
	 * Starting it has ended, well or not.
	 * @return whether the term still lasts; otherwise the bean has to be stopped by the
	 * caller
	 */
	synchronized boolean begun() {
		LeaderOnlyBean bean = this.beginning;
		if (bean != null) {
			this.beans.push(bean);
		}
		this.beginning = null;
		return !this.closed;
	}

	/** The term has ended: no other bean may be started. */
	synchronized void close() {
		this.closed = true;
	}

	/** Takes the next one that is to be stopped. */
	synchronized @Nullable LeaderOnlyBean next() {
		return this.beans.poll();
	}

}

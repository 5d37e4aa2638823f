package io.github.consulleader.spring.gate;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.function.Predicate;

import io.github.consulleader.spring.LeaderContext;
import org.jspecify.annotations.Nullable;

/**
 * The lifecycle beans that one term has started, the last one first. One that is still
 * being started is not among them: its thread may hold what stopping it needs, and never
 * come back. For the same reason no lock is held while a bean starts or stops.
 */
final class StartedBeans {

	private final LeaderContext term;

	private final Deque<Started> running = new ArrayDeque<>();

	private final Set<Started> beginning = new HashSet<>();

	private final Set<LeaderOnlyLifecycleProcessor> left = new HashSet<>();

	private boolean closed;

	StartedBeans(LeaderContext term) {
		this.term = term;
	}

	LeaderContext term() {
		return this.term;
	}

	/** Whether nothing else may be started. */
	synchronized boolean isOver() {
		return this.closed || !this.term.isLeader();
	}

	/**
	 * A bean is about to be started.
	 * @return whether it may be, and by nobody else
	 */
	synchronized boolean begin(Started bean) {
		return !this.closed && !this.left.contains(bean.context()) && !this.running.contains(bean)
				&& this.beginning.add(bean);
	}

	/**
	 * Starting it has ended, well or not.
	 * @return whether it may go on; otherwise the caller has to stop it
	 */
	synchronized boolean begun(Started bean) {
		this.beginning.remove(bean);
		this.running.push(bean);
		return !this.closed && !this.left.contains(bean.context());
	}

	/** The term has ended: no other bean may be started. */
	synchronized void close() {
		this.closed = true;
	}

	/** A context has ended: no other bean of it may be started. */
	synchronized void leave(LeaderOnlyLifecycleProcessor context) {
		this.left.add(context);
	}

	/** Takes the next one that is to be stopped. */
	synchronized @Nullable LeaderOnlyBean next(Predicate<Started> which) {
		for (Iterator<Started> each = this.running.iterator(); each.hasNext();) {
			Started bean = each.next();
			if (which.test(bean)) {
				each.remove();
				return bean.bean();
			}
		}
		return null;
	}

	/**
	 * A bean of one of several contexts.
	 *
	 * @param context the context's
	 * @param bean the bean
	 */
	record Started(LeaderOnlyLifecycleProcessor context, LeaderOnlyBean bean) {

	}

}

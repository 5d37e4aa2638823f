package io.github.consulleader;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.consulleader.role.LeadershipListener;
import io.github.consulleader.role.Revocation;
import io.github.consulleader.role.Term;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what a role's callbacks were told, and lets a test wait for the next of it.
 */
class Recorder implements LeadershipListener {

	/** More than any bound here, for machines that are busy. */
	private static final long GENEROUS_SECONDS = 60;

	private final BlockingQueue<Event> news = new LinkedBlockingQueue<>();

	private final List<Event> all = new CopyOnWriteArrayList<>();

	@Override
	public void onGranted(Term term) throws Exception {
		tell(new Event(term, null));
	}

	@Override
	public void onRevoked(Term term, Revocation reason) throws Exception {
		tell(new Event(term, reason));
	}

	Term awaitGrant() throws InterruptedException {
		Event event = next();
		if (event.reason() != null) {
			throw new AssertionError("expected a grant, got " + event);
		}
		return event.term();
	}

	Revocation awaitRevocation() throws InterruptedException {
		Event event = next();
		if (event.reason() == null) {
			throw new AssertionError("expected a revocation, got " + event);
		}
		return event.reason();
	}

	List<Event> events() {
		return this.all;
	}

	private void tell(Event event) {
		this.all.add(event);
		this.news.add(event);
	}

	private Event next() throws InterruptedException {
		Event event = this.news.poll(GENEROUS_SECONDS, TimeUnit.SECONDS);
		if (event == null) {
			throw new AssertionError("nothing came within " + GENEROUS_SECONDS + " s after " + this.all);
		}
		return event;
	}

	record Event(Term term, @Nullable Revocation reason) {
	}

}

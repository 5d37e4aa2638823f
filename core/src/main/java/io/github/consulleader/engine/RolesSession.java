package io.github.consulleader.engine;

import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.consulleader.session.SessionKeeper;
import io.github.consulleader.session.SessionListener;
import io.github.consulleader.time.EventLoop;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one session in which a process holds all its roles, while it is wanted. Event loop
 * only, but for what people may read.
 */
final class RolesSession implements SessionListener {

	private static final Logger logger = LoggerFactory.getLogger(RolesSession.class);

	private final EventLoop loop;

	private final Runnable changed;

	private @Nullable SessionKeeper keeper;

	private volatile @Nullable String id;

	private volatile Instant since;

	private volatile boolean checked;

	private volatile @Nullable String problem;

	/**
	 * Has none yet.
	 * @param changed called when it has begun or ended
	 */
	RolesSession(EventLoop loop, Runnable changed) {
		this.loop = loop;
		this.changed = changed;
		this.since = now();
	}

	/** Begins to want one. */
	void open(SessionKeeper wanted) {
		this.keeper = wanted;
		this.since = now();
		wanted.start();
	}

	/** Ends it; calls back on the loop with whether Consul confirmed that. */
	void close(Consumer<Boolean> confirmed) {
		SessionKeeper ending = this.keeper;
		this.keeper = null;
		if (ending == null) {
			this.loop.execute(() -> confirmed.accept(true));
			return;
		}
		this.loop.whenDone(ending.stop(), confirmed);
	}

	boolean isWanted() {
		return this.keeper != null;
	}

	/** Gives it up, whatever it holds, for another. */
	void beginAnew() {
		if (this.keeper != null) {
			this.keeper.destroy();
		}
	}

	/** Finds out soon whether it lives. */
	void suspect() {
		if (this.keeper != null) {
			this.keeper.suspect();
		}
	}

	/** A definite answer said that a session is gone. */
	void sessionNotFound(String gone, String why) {
		if (this.keeper != null) {
			this.keeper.sessionNotFound(gone, why);
		}
	}

	/** Its id, or {@code null} while there is none. Any thread. */
	@Nullable String id() {
		return this.id;
	}

	/** Since when there has been one, or none though one is wanted. Any thread. */
	Instant since() {
		return this.since;
	}

	/** Whether there is none that lives by its TTL alone. Any thread. */
	boolean isChecked() {
		return this.checked || this.id == null;
	}

	/** What keeps it from beginning or going on, or {@code null}. Any thread. */
	@Nullable String problem() {
		return this.problem;
	}

	@Override
	public void sessionBegan(String sessionId, boolean hangsOnCheck) {
		this.since = now();
		this.id = sessionId;
		this.checked = hangsOnCheck;
		this.changed.run();
	}

	@Override
	public void sessionEnded(String sessionId, String why) {
		logger.info("Session {} has ended: {}", sessionId, why);
		this.since = now();
		this.id = null;
		this.changed.run();
	}

	private Instant now() {
		return Instant.ofEpochMilli(this.loop.ticker().wallMillis());
	}

	@Override
	public void problem(@Nullable String text) {
		this.problem = text;
	}

}

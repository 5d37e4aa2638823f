package io.github.consulleader.sample.fleet;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

import io.github.consulleader.sample.channel.Message;
import org.jspecify.annotations.Nullable;

/**
 * What the launcher knows of one instance, over the lives of its processes. For one
 * thread at a time.
 */
final class Member {

	private static final long SETTLING_MILLIS = 1000;

	private final String name;

	private @Nullable ChildProcess process;

	private @Nullable Message status;

	private boolean ended = true;

	private boolean asked;

	private boolean paused;

	private long pauseChangedAt;

	private long since;

	private String note = "not started yet";

	Member(String name) {
		this.name = name;
	}

	String name() {
		return this.name;
	}

	@Nullable ChildProcess process() {
		return this.process;
	}

	boolean isRunning() {
		return !this.ended;
	}

	boolean isPaused() {
		return this.paused;
	}

	void started(ChildProcess started, long at) {
		this.process = started;
		this.status = null;
		this.ended = false;
		this.asked = false;
		this.paused = false;
		this.since = at;
		this.note = "";
	}

	void told(Message message) {
		if (message.kind() == Message.Kind.STATUS) {
			this.status = message;
			this.since = this.paused ? this.since : message.value();
			this.note = (message.text() != null) ? message.text() : "";
		}
		else if (message.kind() == Message.Kind.GRANTED || message.kind() == Message.Kind.REVOKED) {
			this.status = message;
			this.since = this.paused ? this.since : message.at();
		}
	}

	void asked(long at) {
		this.asked = true;
		this.since = at;
	}

	void paused(boolean nowPaused, long at) {
		this.paused = nowPaused;
		this.pauseChangedAt = at;
		this.since = at;
	}

	/** Whether a signal that was sent has surely arrived. */
	boolean isSettled(long at) {
		return at - this.pauseChangedAt > SETTLING_MILLIS;
	}

	void ended(int code, long at) {
		this.ended = true;
		this.status = null;
		this.paused = false;
		this.since = at;
		this.note = ending(code);
	}

	void failed(String why, long at) {
		this.ended = true;
		this.since = at;
		this.note = why;
	}

	static String ending(int code) {
		return switch (code) {
			case 0 -> "ended by itself";
			case 130 -> "ended by SIGINT";
			case 137 -> "ended by SIGKILL";
			case 143 -> "ended by SIGTERM";
			default -> "ended with exit code " + code + ", its log says why";
		};
	}

	InstanceView view() {
		// What one that stands still said last may be true no longer.
		Message told = this.paused ? null : this.status;
		return new InstanceView(this.name, (this.process != null) ? this.process.pid() : 0, state(), this.since,
				(told != null) ? told.term() : 0, (told != null) ? told.token() : 0, this.note, deeds());
	}

	private InstanceState state() {
		if (this.ended) {
			return InstanceState.ENDED;
		}
		if (this.paused) {
			return InstanceState.PAUSED;
		}
		if (this.asked) {
			return InstanceState.STOPPING;
		}
		String word = (this.status != null) ? this.status.state().toUpperCase(Locale.ROOT) : "OFF";
		return switch (word) {
			case "WORKER" -> InstanceState.WORKER;
			case "STOPPING" -> InstanceState.STOPPING;
			case "STUCK" -> InstanceState.STUCK;
			case "OFF" -> InstanceState.STARTING;
			default -> InstanceState.SLUMBERER;
		};
	}

	private Set<Deed> deeds() {
		if (this.ended) {
			return EnumSet.of(Deed.START);
		}
		Set<Deed> deeds = EnumSet.of(Deed.KILL, this.paused ? Deed.CONT : Deed.STOP);
		if (!this.asked) {
			deeds.add(Deed.TERM);
		}
		if (state() == InstanceState.WORKER) {
			deeds.add(Deed.YIELD);
		}
		return deeds;
	}

}

package io.github.consulleader.benchmarks.idle;

import java.io.IOException;
import java.io.UncheckedIOException;

import io.github.consulleader.benchmarks.arena.Arena;
import io.github.consulleader.benchmarks.backend.PostgresBackend;
import io.github.consulleader.benchmarks.backend.ZooKeeperBackend;
import io.github.consulleader.benchmarks.contest.ContestantKind;
import io.github.consulleader.benchmarks.contest.ContestantKind.Ground;
import io.github.consulleader.benchmarks.contest.ContestantSpec;
import io.github.consulleader.benchmarks.process.Event;
import io.github.consulleader.benchmarks.process.Jvm;
import io.github.consulleader.benchmarks.report.Chapter;
import io.github.consulleader.load.Relay;
import org.jspecify.annotations.Nullable;

/**
 * A worker and, later, a slumberer. On Consul each is behind a relay that counts its
 * requests; elsewhere the server counts those of both. Used by one thread.
 */
final class Idlers implements AutoCloseable {

	private final Arena arena;

	private final ContestantKind kind;

	private final Arena.Contest contest;

	private final @Nullable Relay first;

	private final @Nullable Relay second;

	private final Jvm worker;

	private @Nullable Jvm slumberer;

	private long before;

	private double seconds;

	Idlers(Arena arena, ContestantKind kind) {
		this.arena = arena;
		this.kind = kind;
		this.contest = arena.contest(kind);
		boolean relayed = kind.ground() == Ground.CONSUL;
		this.first = relayed ? new Relay(arena.consul().uri(0)) : null;
		this.second = relayed ? new Relay(arena.consul().uri(1)) : null;
		this.worker = Jvm.campaigning(through(this.contest.spec(0), this.first));
		this.worker.await(Event.GRANTED);
	}

	void joinSlumberer() {
		this.slumberer = Jvm.campaigning(through(this.contest.spec(1), this.second));
	}

	void begin() {
		if (this.first != null && this.second != null) {
			this.first.forget();
			this.second.forget();
		}
		else {
			this.before = served();
		}
	}

	/** What was counted, per second. */
	void add(Chapter chapter, double seconds) {
		this.seconds = seconds;
		if (this.first == null || this.second == null) {
			String who = (this.slumberer == null) ? "worker alone, " : "worker and slumberer, ";
			chapter.series(this.kind.title(), who + unit(), "1/s").add((served() - this.before) / seconds);
		}
		else if (this.slumberer != null) {
			chapter.series(this.kind.title(), IdleCost.WORKER, "1/s").add(this.first.requests() / seconds);
			chapter.series(this.kind.title(), IdleCost.SLUMBERER, "1/s").add(this.second.requests() / seconds);
		}
	}

	private String unit() {
		return (this.kind.ground() == Ground.POSTGRES) ? "transactions" : "packets to ZooKeeper";
	}

	private long served() {
		try {
			return (this.kind.ground() == Ground.POSTGRES)
					? ((PostgresBackend) this.arena.backend(Ground.POSTGRES)).committed()
					: ((ZooKeeperBackend) this.arena.backend(Ground.ZOOKEEPER)).received();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void tellOf(Chapter chapter) {
		if (this.slumberer != null) {
			mustBeIdle(this.slumberer);
		}
		if (this.first != null && this.second != null) {
			chapter.note("%s asked, in the last %.0f s: worker %s, slumberer %s.".formatted(this.kind.title(),
					this.seconds, this.first.asked(), this.second.asked()));
		}
	}

	/** In order: what is found of the dead is a Raft write among the next ones'. */
	void leave() {
		if (this.kind != ContestantKind.CONSUL_LOCK && this.slumberer != null) {
			leave(this.slumberer);
			leave(this.worker);
		}
	}

	static void leave(Jvm jvm) {
		jvm.perform("close");
	}

	static void mustBeIdle(Jvm slumberer) {
		if (slumberer.poll(Event.GRANTED) != null) {
			throw new IllegalStateException("The role went from one to the other: nobody was idle");
		}
	}

	static ContestantSpec through(ContestantSpec spec, @Nullable Relay relay) {
		return (relay != null) ? spec.at(relay.address().toString()) : spec;
	}

	@Override
	public void close() {
		if (this.slumberer != null) {
			this.slumberer.close();
		}
		this.worker.close();
		if (this.first != null && this.second != null) {
			this.first.close();
			this.second.close();
		}
	}

}

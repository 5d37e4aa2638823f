package io.github.consulleader.engine;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

import io.github.consulleader.consul.AgentInfo;
import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.Consistency;
import io.github.consulleader.consul.Consul;
import io.github.consulleader.consul.Listing;
import io.github.consulleader.consul.UnexpectedConsul;
import io.github.consulleader.role.Timings;
import io.github.consulleader.role.WhenStuck;
import io.github.consulleader.time.HandLoop;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What all roles share, without any role: when a quorum is asked. */
class ElectionRuntimeTests {

	private final HandLoop loop = new HandLoop();

	private final ScriptedConsul reads = new ScriptedConsul();

	private final ElectionRuntime room = new ElectionRuntime(consul(), this.loop,
			new EngineSettings(HandSurroundings.CANDIDATE, Timings.balanced(), WhenStuck.HOLD, true, null),
			new SplittableRandom(1), () -> {
			}, Map.of(), () -> {
			});

	/** An agent that does not say who it is, so that there is no session. */
	private Consul consul() {
		return new UnexpectedConsul() {

			@Override
			public CompletableFuture<Answer<AgentInfo>> self() {
				return new CompletableFuture<>();
			}

			@Override
			public CompletableFuture<Answer<Listing>> list(String prefix, Consistency consistency) {
				return ElectionRuntimeTests.this.reads.list(prefix, consistency);
			}

		};
	}

	@BeforeEach
	void open() {
		this.room.open();
		this.loop.run();
		assertThat(quorumReads()).isEmpty();
	}

	private List<ScriptedConsul.Read> quorumReads() {
		return this.reads.reads()
			.stream()
			.map(ScriptedConsul.Asked::question)
			.filter((read) -> read.consistency() == Consistency.QUORUM)
			.toList();
	}

	@Test
	void asksAtOnce() {
		this.room.look();
		assertThat(quorumReads()).hasSize(1);
	}

	@Test
	void asksWhenALullIsOver() {
		this.room.lull();
		this.room.look();
		this.room.look();
		this.loop.advance(QuietPeriod.MOMENT.minusNanos(1));
		assertThat(quorumReads()).isEmpty();
		this.loop.advance(QuietPeriod.MOMENT);
		assertThat(quorumReads()).hasSize(1);
	}

	@Test
	void asksNothingWhereEverythingEndsAndNothingIsLeft() {
		this.room.leave();
		this.room.look();
		this.loop.advance(QuietPeriod.MOMENT);
		assertThat(quorumReads()).isEmpty();
	}

}

package io.github.consulleader.mutex;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.Consul;
import io.github.consulleader.consul.Listing;
import io.github.consulleader.time.HandLoop;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MutexWatchTests {

	private final HandLoop loop = new HandLoop();

	private boolean interested = true;

	private boolean hurried = true;

	private final List<CompletableFuture<Answer<Listing>>> asked = new ArrayList<>();

	private final List<MutexSnapshot> views = new ArrayList<>();

	private final MutexWatch watch = new MutexWatch(consul(), this.loop, "leader/app/mutex/", new SplittableRandom(1),
			() -> this.interested, () -> this.hurried, this.views::add);

	private Consul consul() {
		return (Consul) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Consul.class },
				(proxy, method, arguments) -> {
					CompletableFuture<Answer<Listing>> answer = new CompletableFuture<>();
					this.asked.add(answer);
					return answer;
				});
	}

	@BeforeEach
	void look() {
		this.watch.attend();
		answer(10);
	}

	private void answer(long index) {
		this.asked.get(this.asked.size() - 1).complete(new Answer.Done<>(new Listing(List.of(), index)));
		this.loop.run();
	}

	/** How many requests a second of answers that come at once leads to. */
	private int asksOfASecond(LongSupplier index) {
		int before = this.asked.size();
		for (int step = 0; step < 1000; step++) {
			for (int answers = 0; answers < 10 && !this.asked.get(this.asked.size() - 1).isDone(); answers++) {
				answer(index.getAsLong());
			}
			this.loop.advance(Duration.ofMillis(1));
		}
		return this.asked.size() - before;
	}

	@Test
	@Tag("F34")
	void slowsDownAnswersThatComeAtOnceAndTellNothing() {
		assertThat(asksOfASecond(() -> 10)).as("a read and a watch each: a burst, then every 50 ms").isBetween(60, 90);
	}

	@Test
	@Tag("F34")
	void slowsDownAnIndexThatGoesBack() {
		assertThat(asksOfASecond(() -> 1000 - this.asked.size())).isBetween(60, 90);
		assertThat(this.views).as("what a quorum says each time").hasSizeGreaterThan(30);
	}

	@Test
	void slowsDownNoNews() {
		for (int change = 11; change < 211; change++) {
			answer(change);
		}
		assertThat(this.views).hasSize(201);
		assertThat(this.watch.current()).isTrue();
	}

	@Test
	void letsThingsSettleWhereNobodyWaits() {
		this.hurried = false;
		int before = this.asked.size();
		answer(11);
		assertThat(this.views).hasSize(2);
		this.loop.advance(Duration.ofMillis(9));
		assertThat(this.asked).hasSize(before);
		assertThat(this.watch.current()).isTrue();
		this.loop.advance(Duration.ofMillis(1));
		assertThat(this.asked).hasSize(before + 1);
	}

	@Test
	void looksOnForASecondAfterTheLastInterest() {
		this.interested = false;
		this.loop.advance(Duration.ofMillis(999));
		int before = this.asked.size();
		answer(11);
		assertThat(this.asked).hasSize(before + 1);
		assertThat(this.watch.current()).isTrue();
		this.loop.advance(Duration.ofMillis(1));
		answer(12);
		assertThat(this.asked).hasSize(before + 1);
		assertThat(this.watch.current()).isFalse();
	}

	/** A restored snapshot ends each wait with what there was before. */
	@Test
	void asksAQuorumAfterAnAnswerThatTellsNothing() {
		answer(10);
		assertThat(this.watch.current()).isFalse();
		answer(7);
		assertThat(this.views).extracting(MutexSnapshot::index).containsExactly(10L, 7L);
		assertThat(this.views).extracting(MutexSnapshot::quorum).containsExactly(true, true);
	}

}

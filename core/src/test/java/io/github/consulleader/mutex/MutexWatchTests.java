package io.github.consulleader.mutex;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

import io.github.consulleader.consul.Answer;
import io.github.consulleader.consul.Consistency;
import io.github.consulleader.consul.Consul;
import io.github.consulleader.consul.Listing;
import io.github.consulleader.time.HandLoop;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What follows which answer to the watch on all mutexes. */
class MutexWatchTests {

	private final HandLoop loop = new HandLoop();

	private final List<String> asked = new ArrayList<>();

	private final List<View> views = new ArrayList<>();

	private final MutexWatch watch = new MutexWatch(consul(), this.loop, "mutex/", new Random(1), () -> this.interested,
			this.views::add);

	private CompletableFuture<Answer<Listing>> request = new CompletableFuture<>();

	private boolean interested = true;

	/** Only reads and watches are asked for here. */
	private Consul consul() {
		return (Consul) Proxy.newProxyInstance(Consul.class.getClassLoader(), new Class<?>[] { Consul.class },
				(proxy, method, arguments) -> {
					this.asked.add((arguments[1] == Consistency.QUORUM) ? "look" : "watch from " + arguments[1]);
					this.request = new CompletableFuture<>();
					return this.request;
				});
	}

	private void answer(long index) {
		assertThat(this.request.complete(new Answer.Done<>(new Listing(List.of(), index)))).isTrue();
		this.loop.run();
	}

	@Test
	void looksFirstAndWatchesFromThere() {
		this.watch.attend();
		answer(10);
		answer(12);
		assertThat(this.asked).containsExactly("look", "watch from 10", "watch from 12");
		assertThat(this.views).extracting(View::index).containsExactly(10L, 12L);
		assertThat(this.watch.current()).isTrue();
	}

	@Test
	void looksAgainWhenTheIndexStays() {
		this.watch.attend();
		answer(10);
		answer(10);
		answer(7);
		assertThat(this.asked).containsExactly("look", "watch from 10", "look", "watch from 7");
		assertThat(this.views).extracting(View::index).containsExactly(10L, 10L, 7L);
		assertThat(this.views).extracting(View::quorum).containsExactly(true, false, true);
	}

	@Test
	void looksAgainWhenTheIndexGoesBack() {
		this.watch.attend();
		answer(10);
		answer(9);
		assertThat(this.watch.current()).isFalse();
		answer(9);
		assertThat(this.asked).containsExactly("look", "watch from 10", "look", "watch from 9");
		assertThat(this.views).extracting(View::index).containsExactly(10L, 9L);
	}

	@Test
	void restsWhenNobodyIsInterestedAnyMore() {
		this.watch.attend();
		answer(10);
		this.interested = false;
		answer(10);
		assertThat(this.asked).containsExactly("look", "watch from 10");
		assertThat(this.watch.current()).isFalse();
	}

}

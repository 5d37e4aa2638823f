package io.github.consulleader.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WorkRegistryTests {

	private static final int THREADS = 3 * WorkRegistry.FIRST_PAGE;

	private final WorkRegistry books = new WorkRegistry();

	private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

	@AfterEach
	void end() throws InterruptedException {
		this.threads.shutdownNow();
		assertThat(this.threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
	}

	private List<Object> inside() {
		List<Object> inside = new ArrayList<>();
		this.books.forEach((place) -> {
			Object owner = place.inside();
			if (owner != null) {
				inside.add(owner);
			}
		});
		return inside;
	}

	@Test
	void showsWhoIsInside() {
		assertThat(this.books.isEmpty()).isTrue();
		WorkSlot place = this.books.enter("a", 7);
		assertThat(this.books.isEmpty()).isFalse();
		assertThat(inside()).containsExactly("a");
		assertThat(place.leave()).isTrue();
		assertThat(this.books.isEmpty()).isTrue();
		assertThat(inside()).isEmpty();
	}

	@Test
	void givesBackThePlaceToWhoComesAgain() {
		WorkSlot place = this.books.enter("a", 7);
		place.leave();
		assertThat(this.books.enter("a", 7)).isSameAs(place);
		assertThat(inside()).containsExactly("a");
	}

	@Test
	void givesAFreePlaceToAnother() {
		WorkSlot place = this.books.enter("a", 7);
		place.leave();
		assertThat(this.books.enter("b", 7)).isSameAs(place);
		assertThat(inside()).containsExactly("b");
		assertThat(this.books.enter("a", 7)).isNotSameAs(place);
	}

	@Test
	void givesPlacesOfTheirOwnToNestedEntriesOfOne() {
		Set<WorkSlot> places = new HashSet<>();
		for (int i = 0; i < 10 * WorkRegistry.FIRST_PAGE; i++) {
			places.add(this.books.enter("a", 3));
		}
		assertThat(places).hasSize(10 * WorkRegistry.FIRST_PAGE);
		List<WorkSlot> all = new ArrayList<>();
		this.books.forEach(all::add);
		assertThat(all).as("pages are filled before there are more").hasSizeLessThan(2 * 10 * WorkRegistry.FIRST_PAGE);
		places.forEach((place) -> assertThat(place.leave()).isTrue());
		assertThat(this.books.isEmpty()).isTrue();
	}

	@Test
	void doesNotLetOneLeaveWhoWasHit() {
		Invocation interruption = new Invocation(() -> {
		}, "a");
		WorkSlot place = this.books.enter("a", 7);
		assertThat(place.markInterrupted("b", interruption)).as("another").isFalse();
		assertThat(place.markInterrupted("a", interruption)).isTrue();
		assertThat(place.markInterrupted("a", interruption)).as("again").isFalse();
		assertThat(place.leave()).isFalse();
		assertThat(inside()).containsExactly(interruption);
		assertThat(this.books.isEmpty()).isFalse();
		assertThat(place.leaveInterrupted()).isSameAs(interruption);
		assertThat(this.books.isEmpty()).isTrue();
		assertThat(this.books.enter("b", 7)).isSameAs(place);
	}

	@Test
	void doesNotHitOneWhoHasLeft() {
		WorkSlot place = this.books.enter("a", 7);
		place.leave();
		assertThat(place.markInterrupted("a", new Invocation(() -> {
		}, "a"))).isFalse();
		assertThat(this.books.isEmpty()).isTrue();
	}

	/** All hints are alike, so that many fight for few places. */
	@Test
	void givesNoPlaceToTwoAndForgetsNobody() throws Exception {
		Map<WorkSlot, AtomicInteger> owners = new ConcurrentHashMap<>();
		CyclicBarrier all = new CyclicBarrier(THREADS);
		Callable<Void> work = () -> {
			Thread me = Thread.currentThread();
			all.await(10, TimeUnit.SECONDS);
			for (int i = 0; i < 3000; i++) {
				WorkSlot place = this.books.enter(me, i % 3);
				AtomicInteger count = owners.computeIfAbsent(place, (one) -> new AtomicInteger());
				assertThat(count.incrementAndGet()).as("owners of one place").isEqualTo(1);
				if (i % 100 == 0) {
					assertThat(inside()).contains(me);
					assertThat(this.books.isEmpty()).isFalse();
				}
				count.decrementAndGet();
				assertThat(place.leave()).isTrue();
			}
			all.await(20, TimeUnit.SECONDS);
			WorkSlot place = this.books.enter(me, 1);
			all.await(10, TimeUnit.SECONDS);
			assertThat(inside()).as("more than one page").contains(me).hasSize(THREADS).doesNotHaveDuplicates();
			all.await(10, TimeUnit.SECONDS);
			place.leave();
			return null;
		};
		List<Future<Void>> ends = new ArrayList<>();
		for (int i = 0; i < THREADS; i++) {
			ends.add(this.threads.submit(work));
		}
		for (Future<Void> end : ends) {
			end.get(60, TimeUnit.SECONDS);
		}
		assertThat(this.books.isEmpty()).isTrue();
	}

}

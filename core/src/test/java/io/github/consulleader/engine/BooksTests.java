package io.github.consulleader.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BooksTests {

	private static final int THREADS = 3 * Books.FIRST_PAGE;

	private final Books books = new Books();

	private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

	@AfterEach
	void end() throws InterruptedException {
		this.threads.shutdownNow();
		assertThat(this.threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
	}

	private List<Object> inside() {
		List<Object> inside = new ArrayList<>();
		this.books.forEach((place, owner) -> inside.add(owner));
		return inside;
	}

	@Test
	void showsWhoIsInside() {
		assertThat(this.books.isEmpty()).isTrue();
		int place = this.books.enter("a", 7);
		assertThat(this.books.isEmpty()).isFalse();
		assertThat(inside()).containsExactly("a");
		assertThat(this.books.leave(place)).isTrue();
		assertThat(this.books.isEmpty()).isTrue();
		assertThat(inside()).isEmpty();
	}

	@Test
	void givesBackThePlaceToWhoComesAgain() {
		int place = this.books.enter("a", 7);
		this.books.leave(place);
		assertThat(this.books.enter("a", 7)).isEqualTo(place);
		assertThat(inside()).containsExactly("a");
	}

	@Test
	void givesAFreePlaceToAnother() {
		int place = this.books.enter("a", 7);
		this.books.leave(place);
		assertThat(this.books.enter("b", 7)).isEqualTo(place);
		assertThat(inside()).containsExactly("b");
		assertThat(this.books.enter("a", 7)).isNotEqualTo(place);
	}

	@Test
	void givesPlacesOfTheirOwnToNestedEntriesOfOne() {
		Set<Integer> places = new HashSet<>();
		for (int i = 0; i < 10 * Books.FIRST_PAGE; i++) {
			places.add(this.books.enter("a", 3));
		}
		assertThat(places).hasSize(10 * Books.FIRST_PAGE);
		assertThat(Collections.max(places)).as("pages are filled before there are more")
			.isLessThan(2 * 10 * Books.FIRST_PAGE);
		places.forEach((place) -> assertThat(this.books.leave(place)).isTrue());
		assertThat(this.books.isEmpty()).isTrue();
	}

	@Test
	void doesNotLetOneLeaveWhoWasHit() {
		Running interruption = new Running(() -> {
		}, "a");
		int place = this.books.enter("a", 7);
		assertThat(this.books.hit(place, "b", interruption)).as("another").isFalse();
		assertThat(this.books.hit(place, "a", interruption)).isTrue();
		assertThat(this.books.hit(place, "a", interruption)).as("again").isFalse();
		assertThat(this.books.leave(place)).isFalse();
		assertThat(inside()).containsExactly(interruption);
		assertThat(this.books.isEmpty()).isFalse();
		assertThat(this.books.leaveHit(place)).isSameAs(interruption);
		assertThat(this.books.isEmpty()).isTrue();
		assertThat(this.books.enter("b", 7)).isEqualTo(place);
	}

	@Test
	void doesNotHitOneWhoHasLeft() {
		int place = this.books.enter("a", 7);
		this.books.leave(place);
		assertThat(this.books.hit(place, "a", new Running(() -> {
		}, "a"))).isFalse();
		assertThat(this.books.isEmpty()).isTrue();
	}

	/** All hints are alike, so that many fight for few places. */
	@Test
	void givesNoPlaceToTwoAndForgetsNobody() throws Exception {
		AtomicIntegerArray taken = new AtomicIntegerArray(16 * THREADS);
		CyclicBarrier all = new CyclicBarrier(THREADS);
		Callable<Void> work = () -> {
			Thread me = Thread.currentThread();
			all.await(10, TimeUnit.SECONDS);
			for (int i = 0; i < 3000; i++) {
				int place = this.books.enter(me, i % 3);
				assertThat(taken.incrementAndGet(place)).as("owners of place %d", place).isEqualTo(1);
				if (i % 100 == 0) {
					assertThat(inside()).contains(me);
					assertThat(this.books.isEmpty()).isFalse();
				}
				taken.decrementAndGet(place);
				assertThat(this.books.leave(place)).isTrue();
			}
			all.await(20, TimeUnit.SECONDS);
			int place = this.books.enter(me, 1);
			all.await(10, TimeUnit.SECONDS);
			assertThat(inside()).as("more than one page").contains(me).hasSize(THREADS).doesNotHaveDuplicates();
			all.await(10, TimeUnit.SECONDS);
			this.books.leave(place);
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
